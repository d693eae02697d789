package dev.loadstone.core.schedule;

import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The times at which the iterations of an open workload are intended to start. A pure sequence of
 * numbers: no clock, no drift; the k-th time depends on the load, the seed and k only, and on
 * nothing that happened before. Not thread-safe; {@link #advance} allocates nothing.
 *
 * <p>Arrivals follow the cumulative level Λ(t): evenly spaced ones are due where Λ = 0.5, 1.5, 2.5
 * …; those of a renewal process where Λ equals the running sum of gaps of mean 1 (exponential for
 * Poisson, gamma with shape 1/cv² and scale cv² for gamma), which is the time-change construction
 * of a non-homogeneous process. Source: Çinlar, Introduction to Stochastic Processes, section 4.7;
 * gamma variates by Marsaglia and Tsang (2000).
 */
public final class ArrivalSchedule {
  /** What {@link #nanos} gives when there are no more arrivals. */
  public static final long END = Long.MAX_VALUE;

  private LevelCurve curve;
  private List<LevelCurve.Piece> pieces;
  private final Gaps gaps;
  private final Trace trace;
  private int piece;
  private double cumulative;
  private long nanos;
  private long index;

  private ArrivalSchedule(LevelCurve curve, Gaps gaps, Trace trace) {
    this.curve = curve;
    this.pieces = curve.pieces();
    this.gaps = gaps;
    this.trace = trace;
  }

  /**
   * Returns the schedule of an open load, standing at its first arrival.
   *
   * @param load open; warm-up included
   * @param seed of all randomness
   */
  public static ArrivalSchedule of(Load load, long seed) {
    Trace trace = Trace.of(load.arrivals());
    Gaps gaps = Gaps.of(load.arrivals(), new SplittableRandom(seed));
    ArrivalSchedule schedule = new ArrivalSchedule(LevelCurve.of(load), gaps, trace);
    schedule.cumulative = gaps.first();
    schedule.settle();
    return schedule;
  }

  /**
   * Returns when the current arrival is due, in nanoseconds from the start of the load; {@link
   * #END} if there are no more.
   */
  public long nanos() {
    return nanos;
  }

  /** Returns the number of the current arrival, from 0. */
  public long index() {
    return index;
  }

  /** Returns the phase's name of the current arrival's time; must not be called at the end. */
  public String phase() {
    return trace.isPresent() ? Trace.PHASE : pieces.get(piece).phase();
  }

  /** Goes on to the next arrival. At the end it stays there. */
  public void advance() {
    if (nanos == END) {
      return;
    }
    index++;
    cumulative += gaps.next();
    settle();
  }

  /**
   * Holds the level from a time on. The current arrival and those after it are due when the curve
   * so changed says; that time is not before {@code fromNanos} unless it was before the change,
   * too.
   *
   * @param fromNanos from the start of the load; not before the current arrival's predecessor
   * @param level arrivals per second, 0 or more
   * @throws IllegalStateException if the arrivals are recorded ones
   */
  public void hold(long fromNanos, double level) {
    if (trace.isPresent()) {
      throw new IllegalStateException("recorded arrivals have no level");
    }
    curve = curve.heldFrom(fromNanos, level);
    pieces = curve.pieces();
    piece = 0;
    settle();
  }

  private void settle() {
    if (trace.isPresent()) {
      nanos = trace.at(index);
      return;
    }
    while (piece < pieces.size()
        && cumulative >= pieces.get(piece).before() + pieces.get(piece).area()) {
      piece++;
    }
    nanos = piece == pieces.size() ? END : pieces.get(piece).timeOf(cumulative);
  }

  /** The gaps between arrivals in units of Λ. */
  private interface Gaps {
    double first();

    double next();

    static Gaps of(Arrivals arrivals, SplittableRandom random) {
      return switch (arrivals) {
        case Arrivals.Constant constant -> new Even();
        case Arrivals.Trace trace -> new Even();
        case Arrivals.Poisson poisson -> new Exponential(random);
        case Arrivals.Gamma gamma -> new GammaGaps(random, gamma.cv());
      };
    }
  }

  private record Even() implements Gaps {
    @Override
    public double first() {
      return 0.5;
    }

    @Override
    public double next() {
      return 1;
    }
  }

  private record Exponential(SplittableRandom random) implements Gaps {
    @Override
    public double first() {
      return next();
    }

    @Override
    public double next() {
      return -Math.log(1 - random.nextDouble());
    }
  }

  private record GammaGaps(SplittableRandom random, double cv) implements Gaps {
    @Override
    public double first() {
      return next();
    }

    @Override
    public double next() {
      double shape = 1 / (cv * cv);
      if (shape >= 1) {
        return variate(shape) / shape;
      }
      double boost = Math.pow(1 - random.nextDouble(), 1 / shape);
      return variate(shape + 1) * boost / shape;
    }

    private double variate(double shape) {
      double d = shape - 1.0 / 3;
      double c = 1 / Math.sqrt(9 * d);
      while (true) {
        double normal = random.nextGaussian();
        double root = 1 + c * normal;
        double cube = root * root * root;
        double uniform = 1 - random.nextDouble();
        if (root > 0
            && Math.log(uniform) < 0.5 * normal * normal + d - d * cube + d * Math.log(cube)) {
          return d * cube;
        }
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Trace(long[] offsets) {
    static final String PHASE = "trace";
    private static final Trace NONE = new Trace(new long[0]);

    static Trace of(Arrivals arrivals) {
      return arrivals instanceof Arrivals.Trace trace
          ? new Trace(trace.offsetNanos().stream().mapToLong(Long::longValue).toArray())
          : NONE;
    }

    boolean isPresent() {
      return offsets.length > 0;
    }

    long at(long index) {
      return index < offsets.length ? offsets[(int) index] : END;
    }
  }
}
