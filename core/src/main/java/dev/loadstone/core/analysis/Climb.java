package dev.loadstone.core.analysis;

import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a target fared while the load rose: the levels of the rise, the knee of its throughput, and
 * the level at which it broke.
 *
 * <p>The score of a level is {@code 0.4·min(1, r₀/r) + 0.4·min(1, (x/x₀)/(l/l₀)) + 0.2·min(1,
 * s/s₀)} of mean response time r, throughput x, level l and share of successes s, the lowest level
 * being the yardstick. A target breaks at the first level from which on the score is below {@value
 * #SCORE_MIN} (the next level included, if there is one).
 *
 * @param users whether levels are numbers of users, rather than rates
 * @param levels from the lowest to the highest
 * @param knee where throughput stops following the load; empty if it follows to the end
 * @param breaking the place among the levels at which the target breaks; empty if it does not
 */
public record Climb(
    boolean users, List<Level> levels, Optional<Knee> knee, Optional<Integer> breaking) {
  /** The lowest score of a target that has not broken. */
  public static final double SCORE_MIN = 0.8;

  private static final int LEVELS_MAX = 10;
  private static final int LEVELS_MIN = 4;
  private static final double SECONDS_MIN = 3;
  private static final double RISE_MIN = 2;
  private static final int KNEE_PARTS_MAX = 200;
  private static final long SECOND = 1_000_000_000L;

  /** Throughput that is at least this share of what it would be without a limit is no knee. */
  private static final double FOLLOWS = 0.9;

  /** Copies the levels. */
  public Climb {
    levels = List.copyOf(levels);
  }

  /**
   * One level of the rise.
   *
   * @param level mean users, or iterations intended per second
   * @param throughput operations without a failure per second
   * @param response mean response time in seconds; NaN if nothing succeeded
   * @param success operations without a failure as a share of all that ended
   * @param score 1 of a target that is as good as at the lowest level
   */
  public record Level(
      double level, double throughput, double response, double success, double score) {}

  /**
   * Where throughput stops following the load: the corner of {@code min(a·level, capacity)}, fitted
   * by least squares.
   *
   * @param level users, or iterations per second
   * @param capacity operations per second beyond it
   */
  public record Knee(double level, double capacity) {}

  /**
   * Returns the highest level; at the end of the load users leave, so that it need not be the last.
   */
  public double highest() {
    return levels.stream().mapToDouble(Level::level).max().orElse(Double.NaN);
  }

  /** Returns the level at which the target breaks. */
  public Optional<Level> breakingLevel() {
    return breaking.map(levels::get);
  }

  /** Returns the climb of a run; empty if the load did not rise to the double at least. */
  static Optional<Climb> find(List<PhaseWindow> phases, Points points) {
    List<PhaseWindow> rise = rise(phases);
    if (rise.isEmpty()) {
      return Optional.empty();
    }
    List<Points.Stretch> stretches = new ArrayList<>();
    for (long[] part : parts(rise)) {
      Points.Stretch stretch = points.sum(points.staying(points.within(part[0], part[1])));
      if (stretch.level() > 0 && !Double.isNaN(stretch.success())) {
        stretches.add(stretch);
      }
    }
    if (stretches.size() < LEVELS_MIN
        || stretches.getLast().level() < RISE_MIN * stretches.getFirst().level()
        || stretches.getFirst().throughput() == 0) {
      return Optional.empty();
    }
    List<Level> levels =
        stretches.stream().map(stretch -> level(stretch, stretches.getFirst())).toList();
    return Optional.of(new Climb(points.closed(), levels, knee(rise, points), breaking(levels)));
  }

  /**
   * Returns the consecutive phases in which the level rises most, without what follows the rise.
   */
  private static List<PhaseWindow> rise(List<PhaseWindow> phases) {
    List<PhaseWindow> best = List.of();
    double most = 0;
    int start = 0;
    for (int i = 0; i < phases.size(); i++) {
      PhaseWindow phase = phases.get(i);
      boolean goesOn = i > start && phase.from() >= phases.get(i - 1).to();
      if (phase.to() < phase.from() || (i > start && !goesOn)) {
        start = phase.to() < phase.from() ? i + 1 : i;
      }
      if (start <= i) {
        double gained = phase.to() - phases.get(start).from();
        if (gained > most) {
          most = gained;
          best = phases.subList(start, i + 1);
        }
      }
    }
    return best;
  }

  /** Returns beginning and end of the levels: steady phases, else equal parts of the time. */
  private static List<long[]> parts(List<PhaseWindow> rise) {
    List<long[]> parts = new ArrayList<>();
    if (rise.size() >= LEVELS_MIN && rise.stream().allMatch(phase -> phase.from() == phase.to())) {
      rise.forEach(phase -> parts.add(new long[] {phase.startNanos(), phase.endNanos()}));
      return parts;
    }
    long start = rise.getFirst().startNanos();
    long length = rise.getLast().endNanos() - start;
    int count = Math.clamp((long) (length / 1e9 / SECONDS_MIN), 1, LEVELS_MAX);
    for (int i = 0; i < count; i++) {
      parts.add(new long[] {start + length * i / count, start + length * (i + 1) / count});
    }
    return parts;
  }

  private static Level level(Points.Stretch stretch, Points.Stretch base) {
    double response = share(base.response() / stretch.response());
    double throughput =
        share((stretch.throughput() / base.throughput()) / (stretch.level() / base.level()));
    double success = share(stretch.success() / base.success());
    return new Level(
        stretch.level(),
        stretch.throughput(),
        stretch.response(),
        stretch.success(),
        0.4 * response + 0.4 * throughput + 0.2 * success);
  }

  private static double share(double ratio) {
    return Double.isNaN(ratio) ? 0 : Math.clamp(ratio, 0, 1);
  }

  private static Optional<Integer> breaking(List<Level> levels) {
    for (int i = 1; i < levels.size(); i++) {
      boolean stays = i + 1 == levels.size() || levels.get(i + 1).score() < SCORE_MIN;
      if (levels.get(i).score() < SCORE_MIN && stays) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Fits the corner to parts of the rise, as short as a second. */
  private static Optional<Knee> knee(List<PhaseWindow> rise, Points points) {
    long start = rise.getFirst().startNanos();
    long length = rise.getLast().endNanos() - start;
    int count = Math.clamp(length / SECOND, 1, KNEE_PARTS_MAX);
    List<Points.Stretch> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<TimelinePoint> part =
          points.within(start + length * i / count, start + length * (i + 1) / count);
      if (!part.isEmpty()) {
        parts.add(points.sum(part));
      }
    }
    while (parts.size() > 1 && parts.getLast().level() < parts.get(parts.size() - 2).level()) {
      parts.removeLast(); // users leave already
    }
    double best = Double.MAX_VALUE;
    Optional<Knee> knee = Optional.empty();
    for (int corner = 1; corner <= parts.size(); corner++) {
      double slope = slope(parts.subList(0, corner));
      List<Points.Stretch> rest = parts.subList(corner, parts.size());
      double capacity =
          rest.stream().mapToDouble(Points.Stretch::throughput).average().orElse(Double.NaN);
      double error = error(parts, corner, slope, capacity);
      if (error < best) {
        best = error;
        boolean follows = rest.isEmpty() || capacity > FOLLOWS * slope * parts.getLast().level();
        knee = follows ? Optional.empty() : Optional.of(new Knee(capacity / slope, capacity));
      }
    }
    return knee;
  }

  private static double error(
      List<Points.Stretch> parts, int corner, double slope, double capacity) {
    double error = 0;
    for (int i = 0; i < parts.size(); i++) {
      double fitted = i < corner ? slope * parts.get(i).level() : capacity;
      double miss = parts.get(i).throughput() - fitted;
      error += miss * miss;
    }
    return error;
  }

  private static double slope(List<Points.Stretch> parts) {
    double products = 0;
    double squares = 0;
    for (Points.Stretch part : parts) {
      products += part.level() * part.throughput();
      squares += part.level() * part.level();
    }
    return products / squares;
  }
}
