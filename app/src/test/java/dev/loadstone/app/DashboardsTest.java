package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Grafana would not forgive, and what the source documents ask of the dashboards. */
final class DashboardsTest {
  private static final int COLUMNS = 24;

  @Test
  void dashboards_all_haveUniqueUidsAndTitles() throws IOException {
    List<JsonNode> all = Dashboards.all();

    assertThat(all)
        .extracting(dashboard -> dashboard.path("uid").asText())
        .containsExactly(
            "loadstone-chain",
            "loadstone-components",
            "loadstone-generator",
            "loadstone-memory",
            "loadstone-overview",
            "loadstone-streams");
    assertThat(all)
        .extracting(dashboard -> dashboard.path("title").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void panels_all_haveTheirOwnPlaceAndData() throws IOException {
    for (JsonNode dashboard : Dashboards.all()) {
      Set<String> taken = new HashSet<>();
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : dashboard.path("panels")) {
        String name = dashboard.path("uid").asText() + ": " + panel.path("title").asText();
        assertThat(ids.add(panel.path("id").asInt())).as(name).isTrue();
        assertThat(panel.at("/datasource/uid").asText()).as(name).isEqualTo("${datasource}");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(name).isNotEmpty();
        assertThat(panel.path("targets")).as(name).isNotEmpty();
        Set<String> letters = new HashSet<>();
        for (JsonNode target : panel.path("targets")) {
          assertThat(letters.add(target.path("refId").asText())).as(name).isTrue();
          assertThat(target.path("expr").asText()).as(name).contains("instance=~\"$instance\"");
        }
        place(panel.path("gridPos"), name, taken);
      }
    }
  }

  private static void place(JsonNode grid, String name, Set<String> taken) {
    int left = grid.path("x").asInt();
    int top = grid.path("y").asInt();
    assertThat(left + grid.path("w").asInt()).as(name).isLessThanOrEqualTo(COLUMNS);
    for (int x = left; x < left + grid.path("w").asInt(); x++) {
      for (int y = top; y < top + grid.path("h").asInt(); y++) {
        assertThat(taken.add(x + "/" + y)).as(name + " overlaps another panel").isTrue();
      }
    }
  }

  @Test
  void components_panels_areTheThirteenOfTheSourceDocument() throws IOException {
    JsonNode components =
        Dashboards.all().stream()
            .filter(dashboard -> dashboard.path("uid").asText().equals("loadstone-components"))
            .findFirst()
            .orElseThrow();

    assertThat(components.path("panels").findValuesAsText("title"))
        .containsExactly(
            "Component Latency (p95)",
            "Success Rate by Component",
            "Full Sniper Flow Latency",
            "Throughput by Component",
            "Memory Usage",
            "CPU Usage",
            "Detection Latency (p95)",
            "Honeypot Check (p95)",
            "Execution Time (p95)",
            "Full Flow (p95)",
            "Load Test Concurrency",
            "Load Test Request Rate",
            "Performance Targets Compliance");
  }

  @Test
  void provisionedDataSource_isTheOneThatIsChosenAtFirst() throws IOException {
    String source =
        Files.readString(
            Path.of("..", "deploy", "grafana", "provisioning", "datasources", "prometheus.yml"));

    for (JsonNode dashboard : Dashboards.all()) {
      assertThat(source)
          .contains("uid: " + dashboard.at("/templating/list/0/current/value").asText());
    }
  }
}
