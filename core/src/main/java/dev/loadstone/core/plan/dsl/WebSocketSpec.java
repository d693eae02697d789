package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** What a virtual user does on a WebSocket. Immutable. */
public final class WebSocketSpec extends StepSpec {
  private final Keys keys;

  WebSocketSpec(Keys keys) {
    this.keys = keys;
  }

  private WebSocketSpec with(String key, Object value) {
    return new WebSocketSpec(keys.with(key, value));
  }

  /** Returns the step with a name, its {@code step} tag. */
  public WebSocketSpec name(String name) {
    return with("name", name);
  }

  /** Returns the step on one of several targets. */
  public WebSocketSpec on(String target) {
    return with("on", target);
  }

  /** Returns the step with one more header in its opening handshake. */
  public WebSocketSpec header(String name, String value) {
    return new WebSocketSpec(keys.putting("headers", name, value));
  }

  /** Returns the step with subprotocols that are offered, the preferred first. */
  public WebSocketSpec subprotocol(String... names) {
    return with("subprotocol", Arrays.asList(names));
  }

  /** Returns the step on another of the user's connections. */
  public WebSocketSpec connection(String name) {
    return with("connection", name);
  }

  /**
   * Returns the step with a text message of JSON.
   *
   * @param message as of {@link RequestSpec#json}
   */
  public WebSocketSpec json(Object message) {
    return with("json", message);
  }

  /** Returns the step with a text message. */
  public WebSocketSpec text(String message) {
    return with("text", message);
  }

  /** Returns the step with a binary message. */
  public WebSocketSpec binary(byte[] message) {
    return with("binary", Base64.getEncoder().encodeToString(message));
  }

  /** Returns the step with its message sent several times at once. */
  public WebSocketSpec times(int times) {
    return with("times", times);
  }

  /** Returns the step as one that awaits a reply to each message, in the messages' order. */
  public WebSocketSpec replyByOrder() {
    return with("reply", "order");
  }

  /**
   * Returns the step as one that awaits a reply to each message, known by its id.
   *
   * @param jsonPath where the id stands in message and reply
   */
  public WebSocketSpec replyById(String jsonPath) {
    return with("reply", Keys.NONE.with("id", jsonPath).values());
  }

  /** As {@link #replyById(String)}, with another place of the id in the message that is sent. */
  public WebSocketSpec replyById(String requestPath, String replyPath) {
    return with("reply", Keys.NONE.with("id", replyPath).with("request", requestPath).values());
  }

  /** Returns the step as one that awaits so many messages that nobody asked for. */
  public WebSocketSpec receive(long messages) {
    return with("receive", Keys.NONE.with("messages", messages).values());
  }

  /** Returns the step as one that listens for so long. */
  public WebSocketSpec receive(Duration time) {
    return with("receive", Keys.NONE.with("time", Keys.text(time)).values());
  }

  /**
   * Returns the step with where a message says when it was made.
   *
   * @param unit {@code s}, {@code ms}, {@code us}, {@code ns} or {@code iso}
   */
  public WebSocketSpec timestamp(String jsonPath, String unit) {
    return with("timestamp", Keys.NONE.with("path", jsonPath).with("unit", unit).values());
  }

  /**
   * Returns the step with more checks of each reply, or of each message if no reply is awaited.
   *
   * @param checks for example <code>$.price exists</code> or {@code body contains price}
   */
  public WebSocketSpec check(String... checks) {
    return new WebSocketSpec(keys.adding("check", Arrays.asList(checks)));
  }

  /** Returns the step with a value kept of the last message that is checked. */
  public WebSocketSpec extract(String variable, String jsonPath) {
    return new WebSocketSpec(keys.putting("extract", variable, jsonPath));
  }

  /** Returns the step as one that sends a ping and awaits its pong. */
  public WebSocketSpec ping() {
    return with("ping", true);
  }

  /** Returns the step as one that closes the connection in the end. */
  public WebSocketSpec close(int code) {
    return with("close", code);
  }

  /** Returns the step with another limit for the whole operation. */
  public WebSocketSpec timeout(Duration total) {
    return with("timeout", Keys.text(total));
  }

  /** Returns the step with the response time within which it counts as goodput. */
  public WebSocketSpec slo(Duration responseTime) {
    return with("slo", Keys.text(responseTime));
  }

  /** Returns the step as one whose failure does not end the iteration. */
  public WebSocketSpec continueOnFailure() {
    return with("onFailure", "continue");
  }

  @Override
  Map<String, Object> values() {
    return keys.values();
  }
}
