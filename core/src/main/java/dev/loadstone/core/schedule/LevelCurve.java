package dev.loadstone.core.schedule;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.run.PhaseWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The level of a load (arrivals per second or users) as a function of time: straight pieces, one
 * after the other, the warm-up first.
 *
 * <p>The cumulative level Λ(t) = ∫₀ᵗ level is what arrivals follow: the k-th arrival of an evenly
 * spaced workload is due when Λ(t) = k.
 */
public final class LevelCurve {
  private static final double NANOS = 1e9;

  private final List<Piece> pieces;
  private final long warmUpNanos;

  private LevelCurve(List<Piece> pieces, long warmUpNanos) {
    this.pieces = List.copyOf(pieces);
    this.warmUpNanos = warmUpNanos;
  }

  /**
   * A stretch with a straight level.
   *
   * @param phase the phase's name
   * @param startNanos from the start of the load
   * @param endNanos from the start of the load
   * @param from level at the start
   * @param to level at the end
   * @param before Λ at the start
   */
  record Piece(
      String phase, long startNanos, long endNanos, double from, double to, double before) {
    double seconds() {
      return (endNanos - startNanos) / NANOS;
    }

    double area() {
      return (from + to) / 2 * seconds();
    }

    double levelAt(long nanos) {
      return from + (to - from) * (nanos - startNanos) / (endNanos - startNanos);
    }

    /**
     * Returns when Λ reaches a value that it reaches in this piece, in nanoseconds from the start
     * of the load.
     */
    long timeOf(double cumulative) {
      double area = cumulative - before;
      double slope = (to - from) / seconds();
      double root = Math.sqrt(Math.max(0, from * from + 2 * slope * area));
      double divisor = from + root;
      double seconds = divisor == 0 ? 0 : 2 * area / divisor;
      return startNanos + (long) Math.min(endNanos - startNanos - 1.0, seconds * NANOS);
    }
  }

  /** Returns the curve of a load, warm-up included. A load that is a trace has an empty one. */
  public static LevelCurve of(Load load) {
    List<Piece> pieces = new ArrayList<>();
    long warmUp = load.phases().isEmpty() ? 0 : load.warmUp().toNanos();
    if (warmUp > 0) {
      Phase first = load.phases().getFirst();
      double level = levelAtBeginning(first);
      pieces.add(new Piece(PhaseWindow.WARM_UP, 0, warmUp, level, level, 0));
    }
    for (Phase phase : load.phases()) {
      addPhase(pieces, phase);
    }
    return new LevelCurve(pieces, warmUp);
  }

  /**
   * Returns this curve, but with one level from a time until its end.
   *
   * @param fromNanos from the start of the load
   * @param level at least 0
   */
  public LevelCurve heldFrom(long fromNanos, double level) {
    List<Piece> held = new ArrayList<>();
    double before = 0;
    for (Piece piece : pieces) {
      if (piece.startNanos() < fromNanos) {
        long end = Math.min(piece.endNanos(), fromNanos);
        double to = end == piece.endNanos() ? piece.to() : piece.levelAt(end);
        held.add(new Piece(piece.phase(), piece.startNanos(), end, piece.from(), to, before));
        before += held.getLast().area();
      }
      if (piece.endNanos() > fromNanos) {
        long start = Math.max(piece.startNanos(), fromNanos);
        held.add(new Piece(piece.phase(), start, piece.endNanos(), level, level, before));
        before += held.getLast().area();
      }
    }
    return new LevelCurve(held, warmUpNanos);
  }

  private static double levelAtBeginning(Phase first) {
    double begin =
        first.steps() > 0
            ? first.from() + (first.to() - first.from()) / first.steps()
            : first.from();
    return begin > 0 ? begin : first.to();
  }

  private static void addPhase(List<Piece> pieces, Phase phase) {
    long start = pieces.isEmpty() ? 0 : pieces.getLast().endNanos();
    double before = pieces.isEmpty() ? 0 : pieces.getLast().before() + pieces.getLast().area();
    long length = phase.duration().toNanos();
    int steps = Math.max(1, phase.steps());
    for (int i = 1; i <= steps; i++) {
      boolean stairs = phase.steps() > 0;
      double level = phase.from() + (phase.to() - phase.from()) * i / steps;
      long from = start + length / steps * (i - 1);
      long to = i == steps ? start + length : start + length / steps * i;
      Piece piece =
          new Piece(
              phase.name(),
              from,
              to,
              stairs ? level : phase.from(),
              stairs ? level : phase.to(),
              before);
      pieces.add(piece);
      before += piece.area();
    }
  }

  /** Returns the length of all of it, in nanoseconds. */
  public long endNanos() {
    return pieces.isEmpty() ? 0 : pieces.getLast().endNanos();
  }

  /** Returns the length of the warm-up, in nanoseconds. */
  public long warmUpNanos() {
    return warmUpNanos;
  }

  /** Returns how many arrivals the curve asks for, Λ at the end. */
  public double total() {
    return pieces.isEmpty() ? 0 : pieces.getLast().before() + pieces.getLast().area();
  }

  /** Returns the highest level. */
  public double peak() {
    return pieces.stream().mapToDouble(piece -> Math.max(piece.from(), piece.to())).max().orElse(0);
  }

  /**
   * Returns the level at a time.
   *
   * @param nanos from the start of the load
   * @return 0 before the start and after the end
   */
  public double levelAt(long nanos) {
    for (Piece piece : pieces) {
      if (nanos >= piece.startNanos() && nanos < piece.endNanos()) {
        return piece.levelAt(nanos);
      }
    }
    return 0;
  }

  /** What {@link #nextAbove} gives when the level never gets there. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Returns when the level is next above a bound: the start of a user of a closed workload whose
   * number is the bound.
   *
   * @param bound at least 0
   * @param fromNanos where to begin looking, from the start of the load
   * @return the first such time at or after {@code fromNanos}, or {@link #NEVER}
   */
  public long nextAbove(double bound, long fromNanos) {
    for (Piece piece : pieces) {
      if (piece.endNanos() <= fromNanos) {
        continue;
      }
      long start = Math.max(fromNanos, piece.startNanos());
      if (piece.levelAt(start) > bound) {
        return start;
      }
      if (piece.to() > bound) {
        double share = (bound - piece.from()) / (piece.to() - piece.from());
        long crossing =
            piece.startNanos()
                + (long) Math.ceil(share * (piece.endNanos() - piece.startNanos()))
                + 1;
        if (crossing < piece.endNanos()) {
          return Math.max(start, crossing);
        }
      }
    }
    return NEVER;
  }

  /** Returns the name of the phase at a time; that of the last phase after the end. */
  public String phaseAt(long nanos) {
    for (Piece piece : pieces) {
      if (nanos < piece.endNanos()) {
        return piece.phase();
      }
    }
    return pieces.getLast().phase();
  }

  List<Piece> pieces() {
    return pieces;
  }

  /**
   * Returns the curve's phases as windows.
   *
   * @param open whether levels are rates
   */
  public List<PhaseWindow> windows(boolean open) {
    List<PhaseWindow> windows = new ArrayList<>();
    for (Piece piece : pieces) {
      PhaseWindow last = windows.isEmpty() ? null : windows.getLast();
      if (last != null && last.name().equals(piece.phase())) {
        windows.set(
            windows.size() - 1,
            new PhaseWindow(
                last.name(), last.startNanos(), piece.endNanos(), last.from(), piece.to(), open));
      } else {
        windows.add(
            new PhaseWindow(
                piece.phase(),
                piece.startNanos(),
                piece.endNanos(),
                piece.from(),
                piece.to(),
                open));
      }
    }
    return windows;
  }
}
