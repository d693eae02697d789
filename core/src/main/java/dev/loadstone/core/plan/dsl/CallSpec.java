package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.Map;

/** A call of a static Java method. Immutable. */
public final class CallSpec extends StepSpec {
  private final Keys keys;

  CallSpec(Keys keys) {
    this.keys = keys;
  }

  /** Returns the call with a name. */
  public CallSpec name(String name) {
    return new CallSpec(keys.with("name", name));
  }

  /** Returns the call with another time limit. */
  public CallSpec timeout(Duration total) {
    return new CallSpec(keys.with("timeout", Keys.text(total)));
  }

  /** Returns the call with the response time within which it counts as goodput. */
  public CallSpec slo(Duration responseTime) {
    return new CallSpec(keys.with("slo", Keys.text(responseTime)));
  }

  /** Returns the call as one whose failure does not end the iteration. */
  public CallSpec continueOnFailure() {
    return new CallSpec(keys.with("onFailure", "continue"));
  }

  @Override
  Map<String, Object> values() {
    return keys.values();
  }
}
