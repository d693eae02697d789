package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A call of a gRPC method. Immutable. */
public final class GrpcSpec extends StepSpec {
  private final Keys keys;

  GrpcSpec(Keys keys) {
    this.keys = keys;
  }

  private GrpcSpec with(String key, Object value) {
    return new GrpcSpec(keys.with(key, value));
  }

  /** Returns the call with the {@code .proto} file that defines the service. */
  public GrpcSpec proto(String file) {
    return with("proto", file);
  }

  /** Returns the call with the definitions that the target gives by server reflection. */
  public GrpcSpec reflection() {
    return with("reflection", true);
  }

  /**
   * Returns the call with what is sent.
   *
   * @param fields of the message; values as of {@link RequestSpec#json}
   */
  public GrpcSpec message(Map<String, ?> fields) {
    return with("message", fields);
  }

  /** Returns the call, of a method that takes a stream, with what is sent, in order. */
  public GrpcSpec messages(List<? extends Map<String, ?>> messages) {
    return with("messages", messages);
  }

  /** Returns the call with the time after which the next message is due. */
  public GrpcSpec interval(Duration time) {
    return with("interval", Keys.text(time));
  }

  /** Returns the call with messages that are sent compressed, by gzip. */
  public GrpcSpec compress() {
    return with("compress", true);
  }

  /** Returns the call with one more header. */
  public GrpcSpec metadata(String name, String value) {
    return new GrpcSpec(keys.putting("metadata", name, value));
  }

  /** Returns the call with a name, its {@code step} tag. */
  public GrpcSpec name(String name) {
    return with("name", name);
  }

  /** Returns the call to one of several targets. */
  public GrpcSpec on(String target) {
    return with("on", target);
  }

  /** Returns the call with another deadline. */
  public GrpcSpec timeout(Duration total) {
    return with("timeout", Keys.text(total));
  }

  /** Returns the call with the gap between messages beyond which it is counted as a stall. */
  public GrpcSpec stall(Duration gap) {
    return with("stall", Keys.text(gap));
  }

  /** Returns the call with a number of messages after which the generator cancels it. */
  public GrpcSpec cancelAfter(long messages) {
    return with("cancelAfter", Keys.NONE.with("events", messages).values());
  }

  /** Returns the call with a time, from its actual start, after which the generator cancels it. */
  public GrpcSpec cancelAfter(Duration time) {
    return with("cancelAfter", Keys.NONE.with("time", Keys.text(time)).values());
  }

  /**
   * Returns the call with more checks of its response.
   *
   * @param checks for example <code>$.reply exists</code>
   */
  public GrpcSpec check(String... checks) {
    return new GrpcSpec(keys.adding("check", Arrays.asList(checks)));
  }

  /** Returns the call with a value kept of its response. */
  public GrpcSpec extract(String variable, String jsonPath) {
    return new GrpcSpec(keys.putting("extract", variable, jsonPath));
  }

  /** Returns the call with the response time within which it counts as goodput. */
  public GrpcSpec slo(Duration responseTime) {
    return with("slo", Keys.text(responseTime));
  }

  /** Returns the call as one whose failure does not end the iteration. */
  public GrpcSpec continueOnFailure() {
    return with("onFailure", "continue");
  }

  @Override
  Map<String, Object> values() {
    return keys.values();
  }
}
