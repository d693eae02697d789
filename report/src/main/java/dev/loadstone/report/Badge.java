package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A result as a small picture for a page that links to it: the plan's name, the verdict, and one
 * figure, the highest of p95 and p50 of response times that can be told. SVG 1.1; no scripts, no
 * references. Widths are reckoned from an average type and told to the viewer ({@code textLength}),
 * so that no font makes the text run over.
 */
final class Badge {
  private static final int NAME_MAX = 40;
  private static final int HEIGHT = 20;
  private static final int BASELINE = 14;
  private static final int PADDING = 8;
  private static final double NARROW = 3.8;
  private static final double USUAL = 6.6;
  private static final double WIDE = 9.2;
  private static final String THIN = "iljtfr.,:;'|!()[] ";
  private static final String BROAD = "mwMW@%–…";

  private Badge() {}

  /** Returns the picture. */
  static String of(RunResult result) {
    String name = TextTable.shorten(Ink.printable(result.start().name()), NAME_MAX);
    String told = result.verdict().label() + figure(result).map(known -> " · " + known).orElse("");
    int left = width(name) + 2 * PADDING;
    int right = width(told) + 2 * PADDING;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" role="img" aria-label="%s">
    <title>%s</title>
    <rect width="%d" height="%d" rx="3" fill="#3b4654"/>
    <path d="M%d 0h%da3 3 0 0 1 3 3v%da3 3 0 0 1 -3 3h-%dz" fill="%s"/>
    <g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    %s%s</g>
    </svg>
    """
        .formatted(
            left + right,
            HEIGHT,
            Html.escape(name + ": " + told),
            Html.escape(name + ": " + told),
            left + right,
            HEIGHT,
            left,
            right - 3,
            HEIGHT - 6,
            right - 3,
            colour(result.verdict()),
            text(name, PADDING),
            text(told, left + PADDING));
  }

  private static Optional<String> figure(RunResult result) {
    Optional<MeasureSummary> times = Narrative.total(result, Measure.RESPONSE_TIME);
    return List.of(Statistic.P95, Statistic.P50).stream()
        .filter(one -> times.filter(known -> !Double.isNaN(known.percentile(one))).isPresent())
        .findFirst()
        .map(one -> one.label() + " " + Figures.seconds(times.orElseThrow().percentile(one)));
  }

  private static String text(String text, int x) {
    return "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\">%s</text>\n"
        .formatted(x, BASELINE, width(text), Html.escape(text));
  }

  /** Returns about how many pixels a text is wide in 11 px of a sans-serif type. */
  private static int width(String text) {
    double width =
        text.codePoints()
            .mapToDouble(c ->
                THIN.indexOf(c) >= 0
                    ? NARROW
                    : BROAD.indexOf(c) >= 0 || Character.isIdeographic(c)
                        ? WIDE
                        : Character.isUpperCase(c) ? USUAL + 1 : USUAL)
            .sum();
    return (int) Math.ceil(width);
  }

  /** Dark enough for white text: contrast of 4.5 or more (WCAG 2.2, 1.4.3). */
  private static String colour(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "#17744a";
      case WARN -> "#955800";
      case FAIL -> "#b8232b";
      case INCONCLUSIVE -> "#4d5967";
      case INVALID -> "#6f3aa5";
    };
  }
}
