package dev.loadstone.core.analysis;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gunther's universal scalability law, fitted: at the load N the throughput is X(N) = γN / (1 + α(N
 * − 1) + βN(N − 1)). Least squares with α, β and γ not below 0, by the method of Levenberg and
 * Marquardt from several starts; a parameter that would go below 0 stays there.
 *
 * <p><b>Source:</b> Gunther, Guerrilla Capacity Planning, 2007, chapter 4; what follows from the
 * parameters as in the R package usl 3.0.3 (Möding).
 *
 * @param alpha contention: the share of work that is serial
 * @param beta coherency: what each pair of N costs
 * @param gamma throughput at the load 1, in the unit of the throughputs
 * @param alphaError standard error of alpha; NaN where the parameter is at 0, or without more
 *     points than parameters
 * @param betaError standard error of beta; NaN likewise
 * @param gammaError standard error of gamma; NaN likewise
 * @param residualError √(Σ residuals² / (n − 3)), in the unit of the throughputs; NaN with three
 *     points
 * @param points how many points there were
 * @param loadMax the highest load among them
 */
public record UniversalScalability(
    double alpha,
    double beta,
    double gamma,
    double alphaError,
    double betaError,
    double gammaError,
    double residualError,
    int points,
    double loadMax) {
  private static final int PARAMETERS = 3;
  private static final int STEPS_MAX = 1_000;
  private static final double DAMPING_MAX = 1e16;
  private static final double[] STARTS = {0.001, 0.05, 0.5};
  private static final int FREEDOM_MIN = 4;

  /**
   * Fits the law.
   *
   * @param loads above 0, not all alike; for example users or processors
   * @param throughputs as many, at least 0
   * @throws IllegalArgumentException if there are fewer than three points, or they are no such ones
   */
  public static UniversalScalability fit(double[] loads, double[] throughputs) {
    if (loads.length != throughputs.length || loads.length < PARAMETERS) {
      throw new IllegalArgumentException(
          "throughputs must be as many as loads, and at least 3, got: "
              + throughputs.length
              + " and "
              + loads.length);
    }
    boolean usable =
        Arrays.stream(loads).allMatch(load -> load > 0 && Double.isFinite(load))
            && Arrays.stream(throughputs).allMatch(rate -> rate >= 0 && Double.isFinite(rate))
            && Arrays.stream(loads).distinct().count() > 1;
    if (!usable) {
      throw new IllegalArgumentException(
          "loads must be above 0 and not all alike, and throughputs at least 0, got: "
              + Arrays.toString(loads)
              + " and "
              + Arrays.toString(throughputs));
    }
    Fit best = new Fit(loads, throughputs, 0, 0).run();
    for (double alpha : STARTS) {
      for (double beta : STARTS) {
        Fit fit = new Fit(loads, throughputs, alpha, beta / 100).run();
        best = fit.squares() < best.squares() ? fit : best;
      }
    }
    return best.result();
  }

  /**
   * Returns the throughput at a load.
   *
   * @param load above 0
   */
  public double throughput(double load) {
    return gamma * load / (1 + alpha * (load - 1) + beta * load * (load - 1));
  }

  /** Returns the load with the highest throughput, √((1 − α)/β); infinite if there is none. */
  public double peakLoad() {
    return beta > 0 ? Math.sqrt(Math.max(0, 1 - alpha) / beta) : Double.POSITIVE_INFINITY;
  }

  /**
   * Returns the load from which on more of it is lost than won, 1/α: there, throughput without any
   * contention would be what Amdahl's law allows at most. Infinite without contention.
   */
  public double optimalLoad() {
    return 1 / alpha;
  }

  /** Returns what Amdahl's law allows at most, γ/α; infinite without contention. */
  public double throughputLimit() {
    return gamma / alpha;
  }

  /**
   * Returns the 95 % interval of beta.
   *
   * @return empty where its error is not known, or with fewer than seven points
   */
  public Optional<ConfidenceInterval> betaInterval() {
    if (points - PARAMETERS < FREEDOM_MIN || Double.isNaN(betaError)) {
      return Optional.empty();
    }
    double half = Student.quantile975(points - PARAMETERS) * betaError;
    return Optional.of(new ConfidenceInterval(beta - half, beta + half));
  }

  /**
   * Returns whether the throughput at a load can be told: within the data always, beyond them only
   * if it is certain that pairs cost something.
   */
  public boolean isTellable(double load) {
    return load <= loadMax || betaInterval().filter(interval -> interval.low() > 0).isPresent();
  }

  /** One search for the least squares. Parameters are in the order alpha, beta, gamma. */
  private static final class Fit {
    private final double[] loads;
    private final double[] rates;
    private double[] parameters;

    Fit(double[] loads, double[] rates, double alpha, double beta) {
      this.loads = loads;
      this.rates = rates;
      double products = 0;
      double powers = 0;
      for (int i = 0; i < loads.length; i++) {
        double shape = loads[i] / denominator(loads[i], alpha, beta);
        products += shape * rates[i];
        powers += shape * shape;
      }
      parameters = new double[] {alpha, beta, products / powers};
    }

    private static double denominator(double load, double alpha, double beta) {
      return 1 + alpha * (load - 1) + beta * load * (load - 1);
    }

    private double squares() {
      return squares(parameters);
    }

    private double squares(double[] at) {
      double sum = 0;
      for (int i = 0; i < loads.length; i++) {
        double residual = rates[i] - at[2] * loads[i] / denominator(loads[i], at[0], at[1]);
        sum += residual * residual;
      }
      return sum;
    }

    Fit run() {
      double damping = 1e-3;
      for (int step = 0; step < STEPS_MAX && damping < DAMPING_MAX; step++) {
        Normal normal = new Normal();
        double[] next = parameters.clone();
        double[] change = normal.solve(damping, normal.free());
        for (int i = 0; i < PARAMETERS; i++) {
          next[i] = Math.max(0, next[i] + change[i]);
        }
        if (squares(next) < squares()) {
          parameters = next;
          damping = Math.max(damping / 10, 1e-12);
        } else {
          damping *= 10;
        }
      }
      return this;
    }

    UniversalScalability result() {
      int freedom = loads.length - PARAMETERS;
      double error = freedom > 0 ? Math.sqrt(squares() / freedom) : Double.NaN;
      Normal normal = new Normal();
      boolean[] free = normal.free();
      double[] errors = new double[PARAMETERS];
      for (int i = 0; i < PARAMETERS; i++) {
        errors[i] = free[i] ? error * Math.sqrt(normal.inverseAt(i, free)) : Double.NaN;
      }
      return new UniversalScalability(
          parameters[0],
          parameters[1],
          parameters[2],
          errors[0],
          errors[1],
          errors[2],
          error,
          loads.length,
          Arrays.stream(loads).max().orElseThrow());
    }

    /** The normal equations at the parameters. */
    private final class Normal {
      private final double[][] matrix = new double[PARAMETERS][PARAMETERS];
      private final double[] right = new double[PARAMETERS];

      Normal() {
        for (int i = 0; i < loads.length; i++) {
          double load = loads[i];
          double below = denominator(load, parameters[0], parameters[1]);
          double rate = parameters[2] * load / below;
          double[] slopes = {
            -rate * (load - 1) / below, -rate * load * (load - 1) / below, load / below
          };
          for (int row = 0; row < PARAMETERS; row++) {
            right[row] += slopes[row] * (rates[i] - rate);
            for (int column = 0; column < PARAMETERS; column++) {
              matrix[row][column] += slopes[row] * slopes[column];
            }
          }
        }
      }

      /** Returns which parameters are not held at 0. */
      boolean[] free() {
        boolean[] free = new boolean[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
          free[i] = parameters[i] > 0 || right[i] > 0;
        }
        return free;
      }

      double[] solve(double damping, boolean[] free) {
        return solve(right, damping, free);
      }

      double inverseAt(int place, boolean[] free) {
        double[] unit = new double[PARAMETERS];
        unit[place] = 1;
        return solve(unit, 0, free)[place];
      }

      /** Solves the equations of the free parameters, scaled by the diagonal; others get 0. */
      private double[] solve(double[] wanted, double damping, boolean[] free) {
        double[][] rows = new double[PARAMETERS][PARAMETERS + 1];
        double[] scale = new double[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
          scale[i] = matrix[i][i] > 0 ? Math.sqrt(matrix[i][i]) : 1;
        }
        for (int row = 0; row < PARAMETERS; row++) {
          for (int column = 0; column < PARAMETERS; column++) {
            boolean both = free[row] && free[column];
            rows[row][column] = both ? matrix[row][column] / scale[row] / scale[column] : 0;
          }
          rows[row][row] = free[row] ? rows[row][row] + damping : 1;
          rows[row][PARAMETERS] = free[row] ? wanted[row] / scale[row] : 0;
        }
        double[] solved = eliminated(rows);
        for (int i = 0; i < PARAMETERS; i++) {
          solved[i] /= scale[i];
        }
        return solved;
      }

      /** Gauss and Jordan's elimination; the matrix is positive definite. */
      private static double[] eliminated(double[][] rows) {
        for (int pivot = 0; pivot < PARAMETERS; pivot++) {
          for (int row = 0; row < PARAMETERS; row++) {
            if (row == pivot) {
              continue;
            }
            double factor = rows[row][pivot] / rows[pivot][pivot];
            for (int column = pivot; column <= PARAMETERS; column++) {
              rows[row][column] -= factor * rows[pivot][column];
            }
          }
        }
        double[] solved = new double[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
          solved[i] = rows[i][PARAMETERS] / rows[i][i];
        }
        return solved;
      }
    }
  }
}
