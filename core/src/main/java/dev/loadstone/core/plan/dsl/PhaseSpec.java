package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.Map;

/**
 * A phase of a load: {@code rate(200).over(ofMinutes(2))} or {@code
 * users(0).to(50).over(ofSeconds(10))}. Immutable.
 */
public final class PhaseSpec {
  private final String key;
  private final String level;
  private final Keys keys;

  private PhaseSpec(String key, String level, Keys keys) {
    this.key = key;
    this.level = level;
    this.keys = keys;
  }

  /**
   * Returns a phase of a steady rate.
   *
   * @param perSecond arrivals per second, at least 0
   */
  public static PhaseSpec rate(double perSecond) {
    String level = Keys.text(perSecond) + "/s";
    return new PhaseSpec("rate", level, Keys.NONE.with("rate", level));
  }

  /**
   * Returns a phase of a steady number of users.
   *
   * @param users at least 0
   */
  public static PhaseSpec users(int users) {
    String level = Integer.toString(users);
    return new PhaseSpec("users", level, Keys.NONE.with("users", level));
  }

  /**
   * Returns the phase as a ramp to another level.
   *
   * @param end of the same kind: arrivals per second or users
   */
  public PhaseSpec to(double end) {
    String last = key.equals("rate") ? Keys.text(end) + "/s" : whole(end);
    Keys ramp = Keys.NONE;
    for (Map.Entry<String, Object> entry : keys.values().entrySet()) {
      ramp = entry.getKey().equals(key) ? ramp : ramp.with(entry.getKey(), entry.getValue());
    }
    return new PhaseSpec(key, level, ramp.with("from", level).with("to", last));
  }

  private static String whole(double users) {
    return users == Math.rint(users) && Math.abs(users) < 1e9
        ? Long.toString((long) users)
        : Keys.text(users);
  }

  /** Returns the phase with a length. */
  public PhaseSpec over(Duration length) {
    return with("for", Keys.text(length));
  }

  /**
   * Returns the ramp as a staircase.
   *
   * @param stairs how many equally long levels, at least 1
   */
  public PhaseSpec steps(int stairs) {
    return with("steps", stairs);
  }

  /** Returns the phase with a name. */
  public PhaseSpec named(String name) {
    return with("name", name);
  }

  private PhaseSpec with(String name, Object value) {
    return new PhaseSpec(key, level, keys.with(name, value));
  }

  Map<String, Object> values() {
    return keys.values();
  }
}
