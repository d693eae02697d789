package dev.loadstone.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.report.pdf.Curve.Form;
import dev.loadstone.report.pdf.Curve.Point;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlotTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 100;
  private static final Scale TEN = new Scale(10, 5);

  private static BufferedImage painted(Curve... curves) {
    return painted(List.of(), curves);
  }

  private static BufferedImage painted(List<Mark> marks, Curve... curves) {
    Plot plot = new Plot(WIDTH, HEIGHT, TEN, TEN, Color.LIGHT_GRAY, marks, List.of(curves));
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    plot.paint(graphics);
    graphics.dispose();
    return image;
  }

  private static boolean hasNear(BufferedImage image, int x, int y, Color color) {
    return IntStream.rangeClosed(Math.max(0, x - 2), Math.min(WIDTH - 1, x + 2))
        .anyMatch(column ->
            IntStream.rangeClosed(Math.max(0, y - 2), Math.min(HEIGHT - 1, y + 2))
                .anyMatch(row -> image.getRGB(column, row) == color.getRGB()));
  }

  @Test
  void line_withAPeak_reachesIt() {
    Curve line =
        new Curve(
            "p99",
            Color.RED,
            Form.LINE,
            List.of(new Point(0, 1), new Point(5, 10), new Point(10, 1)));

    BufferedImage image = painted(line);

    assertThat(hasNear(image, 100, 1, Color.RED)).isTrue();
    assertThat(hasNear(image, 2, 90, Color.RED)).isTrue();
    assertThat(hasNear(image, 2, 10, Color.RED)).isFalse();
  }

  @Test
  void line_withoutAValue_hasAGapAndADotForWhatStandsAlone() {
    Curve line =
        new Curve(
            "p99",
            Color.RED,
            Form.LINE,
            List.of(
                new Point(0, 5),
                new Point(2, 5),
                new Point(4, Double.NaN),
                new Point(6, 5),
                new Point(8, Double.NaN)));

    BufferedImage image = painted(line);

    assertThat(hasNear(image, 20, 50, Color.RED)).isTrue();
    assertThat(hasNear(image, 80, 50, Color.RED)).isFalse();
    assertThat(hasNear(image, 120, 50, Color.RED)).isTrue();
    assertThat(hasNear(image, 160, 50, Color.RED)).isFalse();
  }

  @Test
  void area_isFilledFromHalfWayToHalfWay() {
    Curve area =
        new Curve(
            "timeout",
            Color.BLUE,
            Form.AREA,
            List.of(new Point(1, 0), new Point(5, 8), new Point(9, 0)));

    BufferedImage image = painted(area);

    assertThat(hasNear(image, 100, 60, Color.BLUE)).isTrue();
    assertThat(hasNear(image, 70, 60, Color.BLUE)).isTrue();
    assertThat(hasNear(image, 50, 60, Color.BLUE)).isFalse();
    assertThat(hasNear(image, 100, 10, Color.BLUE)).isFalse();
  }

  @Test
  void area_ofOnePoint_isFilledEverywhere() {
    BufferedImage image =
        painted(new Curve("timeout", Color.BLUE, Form.AREA, List.of(new Point(5, 10))));

    assertThat(hasNear(image, 3, 50, Color.BLUE)).isTrue();
    assertThat(hasNear(image, 197, 50, Color.BLUE)).isTrue();
  }

  @Test
  void cells_areFilledWhereTheyAreAndNowhereElse() {
    Mark.Cells cells = new Mark.Cells(Color.BLUE, List.of(new Mark.Cell(2, 4, 6, 8)));

    BufferedImage image = painted(List.of(cells));

    assertThat(hasNear(image, 60, 30, Color.BLUE)).isTrue();
    assertThat(hasNear(image, 90, 30, Color.BLUE)).isFalse();
    assertThat(hasNear(image, 60, 50, Color.BLUE)).isFalse();
  }

  @Test
  void ribbon_fillsBetweenItsEnds() {
    Mark.Ribbon ribbon =
        new Mark.Ribbon(Color.CYAN, List.of(new Mark.Slice(2, 2, 4), new Mark.Slice(8, 6, 9)));

    BufferedImage image = painted(List.of(ribbon));

    assertThat(hasNear(image, 100, 44, Color.CYAN)).isTrue();
    assertThat(hasNear(image, 100, 80, Color.CYAN)).isFalse();
    assertThat(hasNear(image, 20, 70, Color.CYAN)).isFalse();
  }

  @Test
  void upright_standsBeforeAnArea() {
    Curve area =
        new Curve("timeout", Color.BLUE, Form.AREA, List.of(new Point(0, 10), new Point(10, 10)));

    BufferedImage image = painted(List.of(new Mark.Upright(5, Color.RED, false)), area);

    assertThat(hasNear(image, 100, 50, Color.RED)).isTrue();
    assertThat(hasNear(image, 110, 50, Color.RED)).isFalse();
  }
}
