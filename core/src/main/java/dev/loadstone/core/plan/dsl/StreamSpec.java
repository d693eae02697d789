package dev.loadstone.core.plan.dsl;

import dev.loadstone.core.plan.TokenCount;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An HTTP request whose response is read as a stream. Immutable. */
public final class StreamSpec extends RequestSpec<StreamSpec> {
  StreamSpec(Keys keys) {
    super(keys);
  }

  @Override
  StreamSpec with(Keys others) {
    return new StreamSpec(others);
  }

  /** Returns the stream with the gap between frames beyond which it is counted as a stall. */
  public StreamSpec stall(Duration gap) {
    return with("stall", Keys.text(gap));
  }

  /** Returns the stream with a number of frames after which the generator hangs up. */
  public StreamSpec cancelAfter(long events) {
    return with("cancelAfter", Keys.NONE.with("events", events).values());
  }

  /** Returns the stream with a time, from its actual start, after which the generator hangs up. */
  public StreamSpec cancelAfter(Duration time) {
    return with("cancelAfter", Keys.NONE.with("time", Keys.text(time)).values());
  }

  /**
   * Returns the stream as one that is read slowly.
   *
   * @param rate for example {@code 2KB/s}
   */
  public StreamSpec readAt(String rate) {
    return with("read", Keys.NONE.with("rate", rate).values());
  }

  /** Returns the stream as one of which nothing is read for a while after each read. */
  public StreamSpec readWithPause(Duration pause) {
    return with("read", Keys.NONE.with("pause", Keys.text(pause)).values());
  }

  /**
   * Returns the stream, of {@code sse}, {@code ndjson} or {@code agui}, with where its frames say
   * when they were made.
   *
   * @param unit s, ms, us, ns or iso
   * @param clock shared or fastest
   */
  public StreamSpec timestamp(String jsonPath, String unit, String clock) {
    return with(
        "timestamp",
        Keys.NONE.with("path", jsonPath).with("unit", unit).with("clock", clock).values());
  }

  /** Returns the stream as one of which all tokens may come at once. */
  public StreamSpec acceptBuffered() {
    return with("buffered", "accept");
  }

  /** Returns the stream, of {@code sse} or {@code ndjson}, with where a token's text stands. */
  public StreamSpec token(String jsonPath) {
    return with("token", jsonPath);
  }

  /** Returns the stream, of {@code sse} or {@code ndjson}, with its last frame's data or type. */
  public StreamSpec end(String frame) {
    return with("end", frame);
  }

  /**
   * Returns the question to a model, of {@code openai} or {@code anthropic}, with whether a stream
   * is asked for; the body must ask for the same.
   */
  public StreamSpec stream(boolean asked) {
    return with("stream", asked);
  }

  /** Returns the question to a model with how tokens are counted where the target does not say. */
  public StreamSpec tokens(TokenCount way) {
    return with("tokens", way.label());
  }

  /** Returns the question to a model with the model of the plan's prices whose price holds. */
  public StreamSpec price(String model) {
    return with("price", model);
  }

  /** Returns the stream, of {@code agui}, in its binary form. */
  public StreamSpec protobuf() {
    return with("framing", "protobuf");
  }

  /** Returns the stream, of {@code agui}, with a ready-made mapping of the server's event names. */
  public StreamSpec events(String readyMade) {
    return with("events", readyMade);
  }

  /**
   * Returns the stream, of {@code agui}, with what one of the server's event names is in AG-UI.
   *
   * @param types one or several, in order
   */
  public StreamSpec event(String name, String... types) {
    return with(keys().putting("events", name, List.of(types)));
  }

  /** Returns the stream, of {@code agui}, with where the server's event name stands. */
  public StreamSpec eventType(String jsonPathOrFrame) {
    return with("type", jsonPathOrFrame);
  }

  /** Returns the stream, of {@code agui}, with where a member stands in the server's events. */
  public StreamSpec member(String name, String jsonPath) {
    return with(keys().putting("members", name, jsonPath));
  }

  /** Returns the stream with a value kept of the last event of a type that has it. */
  public StreamSpec extractEvent(String variable, String type, String jsonPath) {
    return with(keys().putting("extract", variable, Map.of("event", type, "json", jsonPath)));
  }

  /** Returns the stream with a value kept of an event that need not come. */
  public StreamSpec extractEventIfAny(String variable, String type, String jsonPath) {
    return with(
        keys()
            .putting(
                "extract", variable, Map.of("event", type, "json", jsonPath, "optional", true)));
  }

  /** Returns the stream with all text that it shows kept. */
  public StreamSpec extractText(String variable) {
    return with(keys().putting("extract", variable, Map.of("text", "output")));
  }

  /** Returns the stream, of {@code agui}, with all rules of order checked. */
  public StreamSpec strict() {
    return with("rules", "strict");
  }
}
