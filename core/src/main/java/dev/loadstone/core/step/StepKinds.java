package dev.loadstone.core.step;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** The step kinds on the class path. */
public final class StepKinds {
  private static final List<StepKind> INSTALLED =
      ServiceLoader.load(StepKind.class).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(StepKind::name))
          .toList();

  private StepKinds() {}

  /** Returns all kinds, by name. */
  public static List<StepKind> installed() {
    return INSTALLED;
  }

  /** Returns the kind of a name. */
  public static Optional<StepKind> named(String name) {
    return INSTALLED.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** Returns the kind whose targets have URLs of a scheme, in any case; the first of several. */
  public static Optional<StepKind> ofScheme(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return INSTALLED.stream().filter(kind -> kind.schemes().contains(lower)).findFirst();
  }
}
