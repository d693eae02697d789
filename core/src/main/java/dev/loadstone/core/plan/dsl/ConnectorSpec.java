package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** A step of a kind that is not built in, such as {@code redis} or {@code jdbc}. Immutable. */
public final class ConnectorSpec extends StepSpec {
  private final Keys keys;

  ConnectorSpec(Keys keys) {
    this.keys = keys;
  }

  /**
   * Returns the step with one of its kind's own keys.
   *
   * @param value a text, a number, a Boolean, or a list or a map of such
   */
  public ConnectorSpec with(String key, Object value) {
    return new ConnectorSpec(keys.with(key, value));
  }

  /** Returns the step with the name of its target. */
  public ConnectorSpec on(String target) {
    return with("on", target);
  }

  /** Returns the step with a name. */
  public ConnectorSpec name(String name) {
    return with("name", name);
  }

  /** Returns the step with another time limit. */
  public ConnectorSpec timeout(Duration total) {
    return with("timeout", Keys.text(total));
  }

  /** Returns the step with more checks, for example {@code $.rows[0].id == 7}. */
  public ConnectorSpec check(String... checks) {
    return new ConnectorSpec(keys.adding("check", Arrays.asList(checks)));
  }

  /** Returns the step with one more value kept of its result. */
  public ConnectorSpec extract(String name, String jsonPath) {
    return new ConnectorSpec(keys.putting("extract", name, jsonPath));
  }

  /** Returns the step with the response time within which it counts as goodput. */
  public ConnectorSpec slo(Duration responseTime) {
    return with("slo", Keys.text(responseTime));
  }

  /** Returns the step as one whose failure does not end the iteration. */
  public ConnectorSpec continueOnFailure() {
    return with("onFailure", "continue");
  }

  @Override
  Map<String, Object> values() {
    return keys.values();
  }
}
