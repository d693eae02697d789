package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testkit.Chromium;
import dev.loadstone.testkit.SharedChromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What charts say of a value, in a real browser, is what every table says of it. */
final class ChartFiguresIT {
  @RegisterExtension static final SharedChromium BROWSER = new SharedChromium();

  /** Digits at which rounding to three of them may go wrong; all are below 10. */
  private static final double[] DIGITS = {
    1, 1.004999, 1.005, 1.195, 1.199, 1.499, 1.999, 2.505, 5.995, 9.994999, 9.995, 9.9996, 9.99999
  };

  @TempDir private Path folder;

  private static double[] values(double smallest, double largest) {
    Random random = new Random(7);
    DoubleStream edges =
        Arrays.stream(DIGITS)
            .flatMap(digits ->
                DoubleStream.iterate(
                        smallest, scale -> scale * digits <= largest, scale -> scale * 10)
                    .map(scale ->
                        Double.parseDouble(String.format(Locale.ROOT, "%.6e", scale * digits))));
    DoubleStream drawn =
        DoubleStream.generate(
                () -> Math.exp(random.nextDouble(Math.log(smallest), Math.log(largest))))
            .limit(2_000);
    return DoubleStream.concat(DoubleStream.of(0), DoubleStream.concat(edges, drawn)).toArray();
  }

  private void assertSame(String function, double[] values, DoubleFunction<String> table)
      throws IOException {
    Path page = folder.resolve("figures.html");
    Files.writeString(
        page,
        "<meta charset=\"utf-8\"><pre id=\"shown\"></pre><script>"
            + charts()
            + "document.getElementById('shown').textContent = JSON.stringify("
            + Arrays.toString(values)
            + ".map(value => "
            + function
            + "(value)));</script>");

    JsonNode shown =
        Json.MAPPER.readTree(
            Jsoup.parse(BROWSER.get().dom(page, Chromium.View.SCREEN, "true"))
                .select("#shown")
                .text());

    assertThat(shown).hasSize(values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(shown.get(i).asText())
          .as(function + " of " + values[i])
          .isEqualTo(table.apply(values[i]));
    }
  }

  private static String charts() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("charts.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void times_inCharts_areThoseOfTables() throws IOException {
    assertSame("seconds", values(1e-9, 4e5), Figures::seconds);
  }

  @Test
  void rates_inCharts_areThoseOfTables() throws IOException {
    assertSame("perSecond", values(1e-3, 1e7), Figures::rate);
  }

  @Test
  void ratios_inCharts_areThoseOfTables() throws IOException {
    assertSame("percent", values(1e-6, 10), Figures::ratio);
  }

  @Test
  void levels_inCharts_areThoseOfTables() throws IOException {
    assertSame("grouped", values(1e-2, 1e7), Figures::level);
  }

  @Test
  void numbers_ofMomentsThatAreClose_areToldTogether() throws IOException {
    assertShown(
        "momentNumbers([0, 100, 110, 120, 300, 327])", "[\"1\",\"2–4\",\"\",\"\",\"5\",\"6\"]");
    assertShown("momentNumbers([])", "[]");
  }

  @Test
  void steps_ofErrors_reachTheEdgesOfTheirSeconds() throws IOException {
    assertShown("toTheEdges([[0.5, 3, 3], [1.5, 1, 1]])", "[[0,3,3],[0.5,3,3],[1.5,1,1],[2,1,1]]");
  }

  private void assertShown(String expression, String json) throws IOException {
    Path page = folder.resolve("expression.html");
    Files.writeString(
        page,
        "<meta charset=\"utf-8\"><pre id=\"shown\"></pre><script>"
            + charts()
            + "document.getElementById('shown').textContent = JSON.stringify("
            + expression
            + ");</script>");

    assertThat(
            Jsoup.parse(BROWSER.get().dom(page, Chromium.View.SCREEN, "true"))
                .select("#shown")
                .text())
        .isEqualTo(json);
  }
}
