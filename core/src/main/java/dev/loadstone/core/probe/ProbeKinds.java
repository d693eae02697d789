package dev.loadstone.core.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The kinds of probes on the class path. */
public final class ProbeKinds {
  private static final List<ProbeKind> INSTALLED =
      ServiceLoader.load(ProbeKind.class).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(ProbeKind::name))
          .toList();

  private ProbeKinds() {}

  /** Returns all kinds, by name. */
  public static List<ProbeKind> installed() {
    return INSTALLED;
  }

  /** Returns the kind of a name. */
  public static Optional<ProbeKind> named(String name) {
    return INSTALLED.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }
}
