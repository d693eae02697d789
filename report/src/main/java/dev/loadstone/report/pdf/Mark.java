package dev.loadstone.report.pdf;

import java.awt.Color;
import java.util.List;

/** What a chart has beside its curves. Places are in the units of the chart's axes. */
public sealed interface Mark {
  /** A stretch of the horizontal axis, from bottom to top. */
  record Band(double from, double to, Color color) implements Mark {}

  /** Rectangles of one colour. */
  record Cells(Color color, List<Cell> cells) implements Mark {
    /** Copies the list. */
    public Cells {
      cells = List.copyOf(cells);
    }
  }

  /** A rectangle. */
  record Cell(double left, double right, double low, double high) {}

  /** What lies between two lines. */
  record Ribbon(Color color, List<Slice> slices) implements Mark {
    /** Copies the list. */
    public Ribbon {
      slices = List.copyOf(slices);
    }
  }

  /** The two ends of a ribbon above one place; {@code high} not below {@code low}. */
  record Slice(double x, double low, double high) {}

  /** A line from bottom to top, before the curves. */
  record Upright(double at, Color color, boolean dashed) implements Mark {}
}
