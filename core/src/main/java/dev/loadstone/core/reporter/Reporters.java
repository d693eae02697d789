package dev.loadstone.core.reporter;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The reporters on the class path. */
public final class Reporters {
  private static final List<Reporter> INSTALLED =
      ServiceLoader.load(Reporter.class).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(Reporter::name))
          .toList();

  private Reporters() {}

  /** Returns all reporters, by name. */
  public static List<Reporter> installed() {
    return INSTALLED;
  }

  /** Returns the reporter of a name. */
  public static Optional<Reporter> named(String name) {
    return INSTALLED.stream().filter(reporter -> reporter.name().equals(name)).findFirst();
  }
}
