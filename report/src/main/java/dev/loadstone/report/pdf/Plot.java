package dev.loadstone.report.pdf;

import dev.loadstone.report.pdf.Curve.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The lines and areas of a chart. It has no words: those are text of the document around it, so
 * that they can be selected and need none of the system's fonts.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param grid the colour of the lines at the marks of {@code y}
 * @param marks what is drawn behind the curves, lowest first; uprights are drawn before them
 * @param curves what is drawn, lowest first
 */
public record Plot(
    double width,
    double height,
    Scale x,
    Scale y,
    Color grid,
    List<Mark> marks,
    List<Curve> curves) {
  private static final float HAIR = 0.5f;
  private static final float THIN = 0.8f;
  private static final float THICK = 1.4f;
  private static final double INSET = 1;
  private static final float[] DASHES = {5, 3};

  /** From so many points on a line is drawn thin. */
  private static final int MANY = 600;

  /** Up to so many points each has its dot. */
  private static final int FEW = 60;

  /** Copies the lists. */
  public Plot {
    marks = List.copyOf(marks);
    curves = List.copyOf(curves);
  }

  /** Draws it with its upper left corner at the origin. */
  void paint(Graphics2D graphics) {
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Band band -> fill(graphics, band.color(), stretch(band));
        case Mark.Cells cells -> fill(graphics, cells.color(), cells(cells));
        case Mark.Ribbon ribbon -> fill(graphics, ribbon.color(), ribbon(ribbon.slices()));
        case Mark.Upright upright -> {}
      }
    }
    graphics.setColor(grid);
    graphics.setStroke(new BasicStroke(HAIR));
    for (double mark : y.marks()) {
      graphics.draw(new Line2D.Double(0, down(mark), width, down(mark)));
    }
    for (Curve curve : curves) {
      graphics.setColor(curve.color());
      switch (curve.form()) {
        case LINE, DASHED -> line(graphics, curve);
        case AREA -> graphics.fill(area(curve.points()));
        case DOTS -> curve.points().forEach(point -> dot(graphics, point, THICK));
      }
    }
    for (Mark mark : marks) {
      if (mark instanceof Mark.Upright upright) {
        upright(graphics, upright);
      }
    }
  }

  private static void fill(Graphics2D graphics, Color color, Shape shape) {
    graphics.setColor(color);
    graphics.fill(shape);
  }

  private Shape stretch(Mark.Band band) {
    double left = across(band.from());
    return new Rectangle2D.Double(left, 0, across(band.to()) - left, height);
  }

  private Shape cells(Mark.Cells cells) {
    Path2D path = new Path2D.Double();
    for (Mark.Cell cell : cells.cells()) {
      path.moveTo(across(cell.left()), down(cell.low()));
      path.lineTo(across(cell.left()), down(cell.high()));
      path.lineTo(across(cell.right()), down(cell.high()));
      path.lineTo(across(cell.right()), down(cell.low()));
      path.closePath();
    }
    return path;
  }

  private Shape ribbon(List<Mark.Slice> slices) {
    Path2D path = new Path2D.Double();
    path.moveTo(across(slices.getFirst().x()), down(slices.getFirst().low()));
    slices.forEach(slice -> path.lineTo(across(slice.x()), down(slice.high())));
    slices.reversed().forEach(slice -> path.lineTo(across(slice.x()), down(slice.low())));
    path.closePath();
    return path;
  }

  private void upright(Graphics2D graphics, Mark.Upright upright) {
    float[] dashes = upright.dashed() ? DASHES.clone() : null;
    graphics.setColor(upright.color());
    graphics.setStroke(
        new BasicStroke(THIN, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0));
    graphics.draw(new Line2D.Double(across(upright.at()), 0, across(upright.at()), height));
  }

  private double across(double value) {
    return Math.clamp(value / x.end(), 0, 1) * width;
  }

  /** Leaves room above and below for half a line. */
  private double down(double value) {
    return INSET + (1 - Math.clamp(value / y.end(), 0, 1)) * (height - 2 * INSET);
  }

  private void line(Graphics2D graphics, Curve curve) {
    List<Point> points = curve.points();
    float thickness = points.size() > MANY ? THIN : THICK;
    float[] dashes = curve.form() == Curve.Form.DASHED ? DASHES.clone() : null;
    graphics.setStroke(
        new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0));
    Path2D path = new Path2D.Double();
    boolean drawn = false;
    boolean isDrawing = false;
    for (Point point : points) {
      if (point.isKnown() && isDrawing) {
        path.lineTo(across(point.x()), down(point.y()));
        drawn = true;
      } else if (point.isKnown()) {
        path.moveTo(across(point.x()), down(point.y()));
      }
      isDrawing = point.isKnown();
    }
    if (drawn) {
      graphics.draw(path);
    }
    for (int i = 0; i < points.size(); i++) {
      if (points.size() <= FEW || isAlone(points, i)) {
        dot(graphics, points.get(i), thickness);
      }
    }
  }

  /** A line would not show a point between two gaps. */
  private static boolean isAlone(List<Point> points, int at) {
    return (at == 0 || !points.get(at - 1).isKnown())
        && (at + 1 == points.size() || !points.get(at + 1).isKnown());
  }

  private void dot(Graphics2D graphics, Point point, double radius) {
    if (point.isKnown()) {
      double left = across(point.x()) - radius;
      graphics.fill(new Ellipse2D.Double(left, down(point.y()) - radius, 2 * radius, 2 * radius));
    }
  }

  private Path2D area(List<Point> points) {
    Path2D path = new Path2D.Double();
    path.moveTo(across(border(points, 0)), down(0));
    for (int i = 0; i < points.size(); i++) {
      double level = down(points.get(i).isKnown() ? points.get(i).y() : 0);
      path.lineTo(across(border(points, i)), level);
      path.lineTo(across(border(points, i + 1)), level);
    }
    path.lineTo(across(border(points, points.size())), down(0));
    path.closePath();
    return path;
  }

  /** Returns where the step of the point before ends and that of this one begins. */
  private double border(List<Point> points, int at) {
    if (points.size() == 1) {
      return at == 0 ? 0 : x.end();
    }
    int right = Math.clamp(at, 1, points.size() - 1);
    double before = points.get(right - 1).x();
    double after = points.get(right).x();
    return (before + after) / 2 + (at - right) * (after - before);
  }
}
