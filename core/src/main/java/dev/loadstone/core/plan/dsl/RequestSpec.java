package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * A request over HTTP with what is expected of its response. Immutable.
 *
 * @param <S> the kind of step
 */
public abstract sealed class RequestSpec<S extends RequestSpec<S>> extends StepSpec
    permits HttpSpec, JsonRpcSpec, StreamSpec, McpSpec {
  private final Keys keys;

  RequestSpec(Keys keys) {
    this.keys = keys;
  }

  /** Returns the step with other keys. */
  abstract S with(Keys others);

  Keys keys() {
    return keys;
  }

  S with(String key, Object value) {
    return with(keys.with(key, value));
  }

  /** Returns the request with a name, its {@code step} tag. */
  public S name(String name) {
    return with("name", name);
  }

  /** Returns the request to one of several targets. */
  public S on(String target) {
    return with("on", target);
  }

  /** Returns the request with one more header. */
  public S header(String name, String value) {
    return with(keys.putting("headers", name, value));
  }

  /**
   * Returns the request with a JSON body.
   *
   * @param body a map, a list, a text, a number or a Boolean, or {@link Steps#value}; maps and
   *     lists hold the same kinds of values. A map without an order of its own, such as {@code
   *     Map.of}, is sorted by key.
   */
  public S json(Object body) {
    return with("json", body);
  }

  /** Returns the request with a text body. */
  public S body(String text) {
    return with("body", text);
  }

  /** Returns the request with one more field in its form body. */
  public S form(String name, String value) {
    return with(keys.putting("form", name, value));
  }

  /** Returns the request with the bytes of a file as its body. */
  public S file(String file) {
    return with("file", file);
  }

  /** Returns the request with another limit for the whole operation. */
  public S timeout(Duration total) {
    return with("timeout", Keys.text(total));
  }

  /** Returns the request with limits for its parts. */
  public S timeout(Duration connect, Duration firstByte, Duration idle, Duration total) {
    Keys parts =
        Keys.NONE
            .with("connect", Keys.text(connect))
            .with("firstByte", Keys.text(firstByte))
            .with("idle", Keys.text(idle))
            .with("total", Keys.text(total));
    return with("timeout", parts.values());
  }

  /**
   * Returns the request with more checks of its response.
   *
   * @param checks for example {@code status == 200} or <code>$.reply exists</code>
   */
  public S check(String... checks) {
    return with(keys.adding("check", Arrays.asList(checks)));
  }

  /** Returns the request with a value kept of its JSON response. */
  public S extract(String variable, String jsonPath) {
    return with(keys.putting("extract", variable, jsonPath));
  }

  /** Returns the request with a header kept of its response. */
  public S extractHeader(String variable, String header) {
    return with(keys.putting("extract", variable, Map.of("header", header)));
  }

  /** Returns the request with a cookie kept of its response. */
  public S extractCookie(String variable, String cookie) {
    return with(keys.putting("extract", variable, Map.of("cookie", cookie)));
  }

  /**
   * Returns the request with a match in the body of its response kept.
   *
   * @param group which group of the regular expression; 0 for the whole match
   */
  public S extractRegex(String variable, String regex, int group) {
    return with(keys.putting("extract", variable, Map.of("regex", regex, "group", group)));
  }

  /** Returns the request with the response time within which it counts as goodput. */
  public S slo(Duration responseTime) {
    return with("slo", Keys.text(responseTime));
  }

  /** Returns the request as one whose failure does not end the iteration. */
  public S continueOnFailure() {
    return with("onFailure", "continue");
  }

  @Override
  Map<String, Object> values() {
    return keys.values();
  }
}
