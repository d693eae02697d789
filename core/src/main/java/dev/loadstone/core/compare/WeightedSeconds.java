package dev.loadstone.core.compare;

/** Parts of which a sum and a weight are known; the one figure is all sums over all weights. */
public final class WeightedSeconds implements Seconds {
  private final double[] sums;
  private final double[] weights;

  /**
   * Creates parts.
   *
   * @param sums for example failed operations; copied
   * @param weights for example all operations, or seconds; as many, at least 0; copied
   */
  public WeightedSeconds(double[] sums, double[] weights) {
    if (sums.length != weights.length) {
      throw new IllegalArgumentException(
          "weights must be as many as sums, got: " + weights.length + " and " + sums.length);
    }
    this.sums = sums.clone();
    this.weights = weights.clone();
  }

  @Override
  public int size() {
    return sums.length;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public double level(int part) {
    return weights[part] > 0 ? sums[part] / weights[part] : Double.NaN;
  }

  @Override
  public double[] figures(int[] parts) {
    double sum = 0;
    double weight = 0;
    for (int part : parts) {
      sum += sums[part];
      weight += weights[part];
    }
    return new double[] {weight > 0 ? sum / weight : Double.NaN};
  }
}
