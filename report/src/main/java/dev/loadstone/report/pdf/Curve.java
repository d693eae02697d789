package dev.loadstone.report.pdf;

import java.awt.Color;
import java.util.List;

/**
 * What a chart shows of one thing.
 *
 * @param name what the legend calls it
 * @param form how it is drawn
 * @param points from left to right, at least one
 */
public record Curve(String name, Color color, Form form, List<Point> points) {
  /** A way to draw a curve. */
  public enum Form {
    /** A line from point to point. */
    LINE,
    /** A line with gaps in it, for what is compared with the others. */
    DASHED,
    /** Filled down to 0, by steps half-way between the points. */
    AREA,
    /** The points alone. */
    DOTS
  }

  /**
   * A place in a chart, in the units of its axes.
   *
   * @param y NaN where nothing is known, which interrupts a line
   */
  public record Point(double x, double y) {
    /** Says whether it can be drawn. */
    public boolean isKnown() {
      return Double.isFinite(x) && Double.isFinite(y);
    }
  }

  /** Copies the points. */
  public Curve {
    points = List.copyOf(points);
  }

  /** Returns the greatest value; NaN if none is known. */
  public double highest() {
    return points.stream().filter(Point::isKnown).mapToDouble(Point::y).max().orElse(Double.NaN);
  }
}
