package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** How much load is intended, when. Immutable. */
public final class LoadSpec {
  private final Keys keys;

  private LoadSpec(Keys keys) {
    this.keys = keys;
  }

  /** Returns an open load, whose arrivals have a rate of their own. */
  public static LoadSpec open(PhaseSpec... phases) {
    return new LoadSpec(Keys.NONE.with("model", "open")).phases(phases);
  }

  /** Returns a closed load, whose users start anew after each iteration. */
  public static LoadSpec closed(PhaseSpec... phases) {
    return new LoadSpec(Keys.NONE.with("model", "closed")).phases(phases);
  }

  /**
   * Returns a ready-made course of the load, with its own level and length unless they are set.
   *
   * @param name baseline, moderate, heavy, stress, spike, sustained, volume or breakpoint
   */
  public static LoadSpec profile(String name) {
    return new LoadSpec(Keys.NONE.with("profile", name));
  }

  /**
   * Returns an open load of recorded arrivals.
   *
   * @param file seconds from the start, one number per line
   */
  public static LoadSpec trace(String file) {
    return new LoadSpec(Keys.NONE.with("arrivals", "trace(" + file + ")"));
  }

  private LoadSpec phases(PhaseSpec... phases) {
    return with("phases", Arrays.stream(phases).map(PhaseSpec::values).toList());
  }

  /** Returns the profile with a level in users. */
  public LoadSpec users(int users) {
    return with("users", users);
  }

  /** Returns the profile with a level in arrivals per second. */
  public LoadSpec rate(double perSecond) {
    return with("rate", Keys.text(perSecond) + "/s");
  }

  /** Returns the profile with a length. */
  public LoadSpec over(Duration length) {
    return with("for", Keys.text(length));
  }

  /**
   * Returns the load with another way in which arrivals follow one another.
   *
   * @param arrivals {@code constant}, {@code poisson}, {@code gamma(cv=2)} or {@code
   *     trace(file.csv)}
   */
  public LoadSpec arrivals(String arrivals) {
    return with("arrivals", arrivals);
  }

  /** Returns the load with a warm-up, which is outside results and thresholds. */
  public LoadSpec warmUp(Duration length) {
    return with("warmUp", Keys.text(length));
  }

  /** Returns the load with a limit of iterations under way at once. */
  public LoadSpec maxInFlight(int iterations) {
    return with("maxInFlight", iterations);
  }

  /** Returns the load with another time for iterations under way to end. */
  public LoadSpec drain(Duration length) {
    return with("drain", Keys.text(length));
  }

  private LoadSpec with(String key, Object value) {
    return new LoadSpec(keys.with(key, value));
  }

  Map<String, Object> values() {
    return keys.values();
  }
}
