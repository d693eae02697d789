package dev.loadstone.core.compare;

import java.util.Arrays;
import java.util.List;

/**
 * The p-values of all figures.
 *
 * @param each of each figure by itself; NaN if no test could be made
 * @param together corrected for the number of figures
 */
record PValues(List<Double> each, List<Double> together) {
  static PValues of(
      List<Sides> figures, Method method, Splits splits, Correction correction, long seed) {
    if (method == Method.TAKEN_VARIATION) {
      double[] none = new double[figures.size()];
      Arrays.fill(none, Double.NaN);
      return of(none, none);
    }
    if (method == Method.PAIRED_SIGNS) {
      List<double[]> pairs = figures.stream().map(Sides::pairs).toList();
      SignTest test = new SignTest(pairs.isEmpty() ? 1 : pairs.getFirst().length, seed);
      double[] each = test.raw(pairs);
      return of(
          each,
          correction == Correction.STEP_DOWN ? test.adjusted(pairs) : correction.adjusted(each));
    }
    if (!method.isPermutation()) {
      double[] each =
          figures.stream()
              .mapToDouble(sides ->
                  method.isPaired()
                      ? StudentTest.p(sides.pairs())
                      : StudentTest.p(sides.before(), sides.after()))
              .toArray();
      return of(each, correction.adjusted(each));
    }
    PermutationTest test = new PermutationTest(splits);
    List<double[]> all = figures.stream().map(Sides::values).toList();
    double[] each = test.raw(all);
    return of(
        each, correction == Correction.STEP_DOWN ? test.adjusted(all) : correction.adjusted(each));
  }

  private static PValues of(double[] each, double[] together) {
    return new PValues(
        Arrays.stream(each).boxed().toList(), Arrays.stream(together).boxed().toList());
  }

  double raw(int figure) {
    return each.get(figure);
  }

  double adjusted(int figure) {
    return together.get(figure);
  }
}
