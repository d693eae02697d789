package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a target is started for a run. Immutable. */
public final class StartSpec {
  private final Keys keys;

  private StartSpec(Keys keys) {
    this.keys = keys;
  }

  /**
   * Returns a target that a program serves; no shell is between.
   *
   * @param program on the path, or the path of one
   * @param arguments of the program
   */
  public static StartSpec start(String program, String... arguments) {
    return new StartSpec(Keys.NONE.with("command", List.of(program))).adding(List.of(arguments));
  }

  private StartSpec adding(List<String> arguments) {
    return new StartSpec(keys.adding("command", arguments));
  }

  /** Returns the same with an environment variable. */
  public StartSpec env(String name, String value) {
    return new StartSpec(keys.putting("env", name, value));
  }

  /** Returns the same with environment variables. */
  public StartSpec env(Map<String, String> variables) {
    StartSpec all = this;
    for (Map.Entry<String, String> one : variables.entrySet()) {
      all = all.env(one.getKey(), one.getValue());
    }
    return all;
  }

  /** Returns the same in another folder than the plan's. */
  public StartSpec directory(String folder) {
    return with("directory", folder);
  }

  /**
   * Returns the same with a limit of its processor time.
   *
   * @param processors 0.5 is half a processor's
   */
  public StartSpec cpu(double processors) {
    return with("cpu", Keys.text(processors));
  }

  /**
   * Returns the same with a limit of its memory.
   *
   * @param size for example {@code 512MB}
   */
  public StartSpec memory(String size) {
    return with("memory", size);
  }

  /**
   * Returns the same, which can take load once it answers this path with a status from 200 to 299.
   *
   * @param path for example {@code /health}
   */
  public StartSpec healthy(String path) {
    return with("healthy", path);
  }

  /** Returns the same with how long it may take until it can take load. */
  public StartSpec within(Duration time) {
    return with("within", Keys.text(time));
  }

  /** Returns the same with how long it may take to end before it is killed. */
  public StartSpec stop(Duration time) {
    return with("stop", Keys.text(time));
  }

  private StartSpec with(String key, Object value) {
    return new StartSpec(keys.with(key, value));
  }

  Map<String, Object> values() {
    return keys.values();
  }
}
