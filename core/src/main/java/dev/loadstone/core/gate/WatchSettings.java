package dev.loadstone.core.gate;

import dev.loadstone.core.compare.ComparisonSettings;

/**
 * Which changes over runs are alarming.
 *
 * @param fresh how many runs back a change may have begun, at least {@code patience}
 * @param patience how many runs must have been made since it began, its first among them; at least
 *     1. Fewer than three tell nothing: a change shows after three.
 * @param figures tolerances, and the level for all figures together
 */
public record WatchSettings(int fresh, int patience, ComparisonSettings figures) {
  /** How many runs back where nothing else is asked. */
  public static final int FRESH = 10;

  /** How many runs must have been made where nothing else is asked. */
  public static final int PATIENCE = 5;
}
