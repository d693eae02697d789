package dev.loadstone.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards that are shipped. */
final class Dashboards {
  private static final Path FOLDER = Path.of("..", "deploy", "grafana", "dashboards");

  private Dashboards() {}

  /** One query of a panel. */
  record Query(String dashboard, String panel, String expression) {
    /** Returns the expression as Grafana sends it, for all instances. */
    String sent(String interval) {
      return expression.replace("$__rate_interval", interval).replace("$instance", ".+");
    }
  }

  /** Returns all dashboards by the order of their files. */
  static List<JsonNode> all() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        all.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    return all;
  }

  /** Returns the queries of all panels. */
  static List<Query> queries() throws IOException {
    List<Query> queries = new ArrayList<>();
    for (JsonNode dashboard : all()) {
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          queries.add(
              new Query(
                  dashboard.path("uid").asText(),
                  panel.path("title").asText(),
                  target.path("expr").asText()));
        }
      }
    }
    return queries;
  }
}
