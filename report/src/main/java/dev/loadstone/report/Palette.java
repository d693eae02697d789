package dev.loadstone.report;

import java.awt.Color;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colours of the light page by the names that its style sheet gives them, on white. */
final class Palette {
  private static final Pattern DEFINITION = Pattern.compile("--([a-z0-9-]+): ([^;]+);");
  private static final Pattern USE = Pattern.compile("var\\(--([a-z0-9-]+)\\)");
  private static final Pattern TRANSPARENT =
      Pattern.compile("rgba\\((\\d+), (\\d+), (\\d+), ([0-9.]+)\\)");
  private static final int WHITE = 255;

  private final Map<String, Color> colors = new HashMap<>();

  /** Reads the definitions that come first in a style sheet. */
  Palette(String css) {
    Matcher definition = DEFINITION.matcher(css.substring(0, css.indexOf('}')));
    while (definition.find()) {
      colors.put(definition.group(1), parse(definition.group(2)));
    }
  }

  private static Color parse(String value) {
    Matcher transparent = TRANSPARENT.matcher(value);
    if (!transparent.matches()) {
      return Color.decode(value);
    }
    double share = Double.parseDouble(transparent.group(4));
    return new Color(
        blended(Integer.parseInt(transparent.group(1)), share),
        blended(Integer.parseInt(transparent.group(2)), share),
        blended(Integer.parseInt(transparent.group(3)), share));
  }

  private static int blended(int channel, double share) {
    return (int) Math.round(WHITE + (channel - WHITE) * share);
  }

  /** Returns a colour. */
  Color of(String name) {
    return Objects.requireNonNull(colors.get(name), name);
  }

  /**
   * Returns a colour as it looks on white where it is drawn transparently.
   *
   * @param share how much of it is seen, from 0 to 1
   */
  Color faint(String name, double share) {
    Color color = of(name);
    return new Color(
        blended(color.getRed(), share),
        blended(color.getGreen(), share),
        blended(color.getBlue(), share));
  }

  /** Returns a style sheet with the colours in place of {@code var(--name)}. */
  String inline(String css) {
    return USE.matcher(css).replaceAll(use -> css(of(use.group(1))));
  }

  /** Returns a colour as style sheets have it. */
  static String css(Color color) {
    return String.format("#%06x", color.getRGB() & 0xffffff);
  }
}
