package dev.loadstone.app.gate;

import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.gate.Part;
import dev.loadstone.core.gate.WatchSettings;
import dev.loadstone.history.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a gate.
 *
 * @param parts by which to judge, at least one
 * @param required those of them that must be judged
 * @param patterns of the figures wanted; none for the usual ones
 * @param watch which differences and changes matter
 * @param baseline what the runs are held against
 * @param memory where earlier runs are remembered
 */
public record GateRequest(
    Set<Part> parts,
    Set<Part> required,
    List<SubjectPattern> patterns,
    WatchSettings watch,
    Baseline baseline,
    Memory memory) {
  /** Copies the collections. */
  public GateRequest {
    parts = Set.copyOf(parts);
    required = Set.copyOf(required);
    patterns = List.copyOf(patterns);
  }

  /**
   * What runs are held against.
   *
   * @param named run directories, folders of such, a run's id, or {@link BaselineChoice#RECENT};
   *     none for the baseline that the history has for the plan
   * @param runs how many runs of the history may stand for it, at least 1
   */
  public record Baseline(List<String> named, int runs) {
    /** Copies the list. */
    public Baseline {
      named = List.copyOf(named);
    }
  }

  /**
   * Where earlier runs are remembered, and which of them count.
   *
   * @param place the history, which need not be there
   * @param branch only runs of this branch count
   * @param anyMachine whether runs on other machines and Javas count
   */
  public record Memory(Place place, Optional<String> branch, boolean anyMachine) {}
}
