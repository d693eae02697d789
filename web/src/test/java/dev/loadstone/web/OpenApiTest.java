package dev.loadstone.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.report.Format;
import dev.loadstone.web.live.LiveFeed;
import dev.loadstone.web.runs.RunFolder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description says of every path what there is, and of nothing else. */
final class OpenApiTest {
  private static Set<String> served() {
    Vertx vertx = Vertx.vertx();
    try {
      WebOptions options =
          new WebOptions(
              "127.0.0.1", 0, Optional.empty(), Optional.empty(), Path.of("runs"), Set.of());
      LiveFeed feed = new LiveFeed();
      FakeDesk desk = new FakeDesk();
      Viewers viewers = new Viewers(vertx, vertx.getOrCreateContext(), feed);
      Router router =
          WebServer.router(
              vertx,
              new Guard(options),
              new Assets(),
              new RunsApi(new RunFolder(options.runs()), feed, desk),
              new ControlApi(feed, desk, viewers, true),
              viewers);
      Set<String> paths = new TreeSet<>();
      for (Route route : router.getRoutes()) {
        String path = route.getPath();
        if (path != null && path.startsWith("/api/")) {
          for (HttpMethod method : route.methods()) {
            paths.add(
                method.name().toLowerCase(Locale.ROOT)
                    + " "
                    + path.replaceAll(":([a-z]+)", "{$1}"));
          }
        }
      }
      return paths;
    } finally {
      vertx.close();
    }
  }

  @Test
  void description_hasEveryRoute() throws IOException {
    JsonNode document = new ObjectMapper().readTree(OpenApi.text());
    Set<String> described = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));

    assertThat(described).isEqualTo(served()).hasSizeGreaterThan(12);
  }

  @Test
  void description_ofReports_namesEveryFormat() throws IOException {
    JsonNode formats =
        new ObjectMapper()
            .readTree(OpenApi.text())
            .at("/paths/~1api~1runs~1{id}~1{format}/get/parameters/1/schema/enum");
    Set<String> named = new TreeSet<>();
    formats.forEach(format -> named.add(format.asText()));

    assertThat(named).isEqualTo(new TreeSet<>(Format.labels()));
  }
}
