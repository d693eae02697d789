package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every panel's query, sent to a Prometheus that has scraped a run with the shipped rules. */
final class DashboardsIT {
  private static final String RESOURCES = "src/test/resources/metrics/";
  private static final String INTERVAL = "10s";

  @TempDir private static Path folder;

  private static @Nullable PrometheusServer prometheus;
  private static @Nullable PrometheusServer withNative;
  private static long start;
  private static long end;

  /** What a query gave. */
  private record Row(Dashboards.Query query, int series, int points, String error) {
    boolean hasData() {
      return error.isEmpty() && points > 0;
    }
  }

  @BeforeAll
  static void scrapeARun() throws Exception {
    int metrics = PrometheusServer.freePort();
    prometheus =
        PrometheusServer.start(
            Files.createDirectory(folder.resolve("classic")),
            metrics,
            PrometheusServer.NOBODY,
            rules -> rules);
    withNative =
        PrometheusServer.start(
            Files.createDirectory(folder.resolve("native")),
            metrics,
            PrometheusServer.NOBODY,
            rules -> rules,
            "--enable-feature=native-histograms");
    start = System.currentTimeMillis() / 1000;
    Truth truth = Truth.parse("truth.yaml", Files.readString(Path.of(RESOURCES + "truth.yaml")));
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(truth))) {
      Cli.Answer answer =
          Cli.run(
              Map.of(
                  "TARGET",
                  "http://127.0.0.1:" + testbed.port(),
                  "PID",
                  String.valueOf(ProcessHandle.current().pid())),
              "run",
              RESOURCES + "everything.yaml",
              "--out",
              folder.resolve("run").toString(),
              "--quiet",
              "--metrics=127.0.0.1:" + metrics,
              "--metrics-compat=sei,sergas,sniper,cam");
      assertThat(answer.code()).as(answer.err() + answer.out()).isIn(0, 5);
    }
    end = System.currentTimeMillis() / 1000;
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (withNative != null) {
      withNative.close();
    }
  }

  @Test
  void panels_all_haveData() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Dashboards.Query query : Dashboards.queries()) {
      rows.add(row(query));
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "panels.md"), table(rows));

    assertThat(rows).hasSizeGreaterThan(60);
    assertThat(rows.stream().filter(row -> !row.hasData()).toList()).as(table(rows)).isEmpty();
  }

  @Test
  void nativeHistograms_byProtobuf_giveTheQuantilesOfTheClassicOnes() throws Exception {
    String classic =
        "histogram_quantile(0.5, sum by (le) (loadstone_response_time_seconds_bucket{step=\"transfer\"}))";
    String exact =
        "histogram_quantile(0.5, sum(loadstone_response_time_seconds{step=\"transfer\"}))";
    JsonNode answer = Objects.requireNonNull(withNative).range(exact, start, end);

    assertThat(points(answer)).as(answer.toString()).isPositive();
    assertThat(last(answer) / last(query(classic))).isBetween(0.75, 1.35);
  }

  private static Row row(Dashboards.Query query) throws IOException, InterruptedException {
    JsonNode answer = query(query.sent(INTERVAL));
    boolean failed = !answer.path("status").asText().equals("success");
    return new Row(
        query,
        answer.at("/data/result").size(),
        points(answer),
        failed ? answer.path("error").asText() : "");
  }

  /** Returns how many values there are that are numbers. */
  private static int points(JsonNode answer) {
    int points = 0;
    for (JsonNode series : answer.at("/data/result")) {
      for (JsonNode value : series.path("values")) {
        points += value.path(1).asText().equals("NaN") ? 0 : 1;
      }
    }
    return points;
  }

  private static double last(JsonNode answer) {
    JsonNode values = answer.at("/data/result/0/values");
    return Double.parseDouble(values.path(values.size() - 1).path(1).asText());
  }

  private static JsonNode query(String expression) throws IOException, InterruptedException {
    return Objects.requireNonNull(prometheus).range(expression, start, end);
  }

  private static String table(List<Row> rows) {
    StringBuilder text =
        new StringBuilder("\n| dashboard | panel | series | values |\n|---|---|---:|---:|\n");
    for (Row row : rows) {
      text.append("| ")
          .append(row.query().dashboard())
          .append(" | ")
          .append(row.query().panel())
          .append(" | ")
          .append(row.series())
          .append(" | ")
          .append(row.error().isEmpty() ? String.valueOf(row.points()) : row.error())
          .append(" |\n");
      if (!row.hasData()) {
        text.append("  no data: ").append(row.query().sent(INTERVAL)).append('\n');
      }
    }
    return text.toString();
  }
}
