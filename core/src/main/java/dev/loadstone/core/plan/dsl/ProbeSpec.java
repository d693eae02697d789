package dev.loadstone.core.plan.dsl;

import java.util.Map;

/** A probe that looks at something once a second while a run goes on. Immutable. */
public final class ProbeSpec {
  private final Keys keys;

  private ProbeSpec(Keys keys) {
    this.keys = keys;
  }

  /**
   * Returns a probe.
   *
   * @param kind for example {@code process}
   * @param value of the key of that name: a text, a number, or a list or a map of such
   */
  public static ProbeSpec probe(String kind, Object value) {
    return new ProbeSpec(Keys.NONE.with(kind, value));
  }

  /**
   * Returns the probe with one of its kind's own keys.
   *
   * @param value a text, a number, a Boolean, or a list or a map of such
   */
  public ProbeSpec with(String key, Object value) {
    return new ProbeSpec(keys.with(key, value));
  }

  /**
   * Returns the probe with a limit of one of its series in bytes, from which the result says when a
   * leak has come to it.
   *
   * @param series for example {@code memory_bytes}
   * @param size for example {@code 512MB}
   */
  public ProbeSpec limit(String series, String size) {
    return new ProbeSpec(keys.putting("limits", series, size));
  }

  /** Returns the probe with a name, which stands before the names of its series. */
  public ProbeSpec name(String name) {
    return with("name", name);
  }

  Map<String, Object> values() {
    return keys.values();
  }
}
