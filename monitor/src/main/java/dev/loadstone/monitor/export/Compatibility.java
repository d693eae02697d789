package dev.loadstone.monitor.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names and units of other systems' metrics, for dashboards and alerts that were written for them.
 * Only what Loadstone measures as it is meant there is among them; docs/monitoring.md tells what is
 * left out and why.
 */
public enum Compatibility {
  /** The agent with a wallet on a chain with blocks of 400 ms. */
  SEI,
  /** The agents that stream by AG-UI. */
  SERGAS,
  /** The trading agent of thirteen components. */
  SNIPER,
  /** The mesh that chooses providers. */
  CAM;

  /** Adds the metrics under these names. */
  void add(RunFigures figures, Families families) {
    switch (this) {
      case SEI -> CompatibleMetrics.sei(figures, families);
      case SERGAS -> CompatibleMetrics.sergas(figures, families);
      case SNIPER -> CompatibleMetrics.sniper(figures, families);
      case CAM -> CompatibleMetrics.cam(figures, families);
    }
  }

  /** Returns the name on the command line, which is that of the suite. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Compatibility::label).toList();
  }

  /** Returns the set of a name. */
  public static Optional<Compatibility> of(String label) {
    return Arrays.stream(values()).filter(set -> set.label().equals(label)).findFirst();
  }
}
