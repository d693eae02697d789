package dev.loadstone.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryWriter;
import dev.loadstone.web.live.LiveFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API as its description says. */
final class ApiIT {
  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";

  @TempDir private Path folder;
  private final FakeDesk desk = new FakeDesk();
  private final LiveFeed feed = new LiveFeed();
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    for (String id : new String[] {"one", "two"}) {
      try (RunDirectoryWriter writer =
          RunDirectoryWriter.create(new RunDirectory(folder.resolve(id)))) {
        writer.started(Told.start("a"));
        for (int i = 0; i < 4; i++) {
          writer.interval(Told.interval(i, "a"));
        }
        writer.ended(Told.end());
      }
    }
    server = serve(true);
  }

  private WebServer serve(boolean starts) throws IOException {
    return WebServer.start(
        new WebOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), folder, Set.of()),
        desk,
        feed,
        starts);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode get(String path) throws IOException {
    RawHttp.Answer answer = RawHttp.get(server.port(), path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "'',2",
    "?text=TOL,2",
    "?text=one,1",
    "?plan=told,2",
    "?plan=other,0",
    "?verdict=cut,2",
    "?verdict=pass,0"
  })
  void runs_filtered_areThoseThatFit(String query, int count) throws IOException {
    JsonNode said = get("/api/runs" + query);

    assertThat(said.get("runs")).hasSize(count);
    assertThat(said.get("total").asInt()).isEqualTo(count);
    assertThat(said.at("/plans/0").asText()).isEqualTo("told");
  }

  @Test
  void runs_withALimit_areTheLatest() throws IOException {
    assertThat(get("/api/runs?limit=1").get("runs")).hasSize(1);
    assertThat(RawHttp.get(server.port(), "/api/runs?limit=0").status()).isEqualTo(400);
    assertThat(RawHttp.get(server.port(), "/api/runs?limit=x").body())
        .isEqualTo("{\"error\":\"limit must be from 1 to 500, got: x\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "json,application/json; charset=utf-8",
    "csv,text/csv; charset=utf-8",
    "html,text/html; charset=utf-8",
    "md,text/markdown; charset=utf-8",
    "text,text/plain; charset=utf-8",
    "junit,application/xml; charset=utf-8",
    "badge,image/svg+xml",
    "pdf,application/pdf",
  })
  void report_inAFormat_isAFileOfIt(String format, String type) throws IOException {
    RawHttp.Answer answer = RawHttp.get(server.port(), "/api/runs/one/" + format + "?download=1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(type);
    assertThat(answer.header("Content-Disposition")).startsWith("attachment; filename=\"one-");
    assertThat(answer.body()).isNotBlank();
  }

  @Test
  void report_unknown_isNotThere() throws IOException {
    assertThat(RawHttp.get(server.port(), "/api/runs/none/html").status()).isEqualTo(404);
    assertThat(RawHttp.get(server.port(), "/api/runs/one/doc").body())
        .contains("the format must be one of json, csv");
  }

  @Test
  void compare_ofTwo_isAPage() throws IOException {
    RawHttp.Answer answer = RawHttp.get(server.port(), "/api/compare?run=one&run=two");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("2 runs of this plan, side by side.", "<code>one</code>")
        .doesNotContain(folder.toString());
    assertThat(RawHttp.get(server.port(), "/api/compare?run=one").status()).isEqualTo(400);
    assertThat(RawHttp.get(server.port(), "/api/compare?run=one&run=no").status()).isEqualTo(404);
    assertThat(RawHttp.get(server.port(), "/api/compare?run=one&run=one").body())
        .contains("is given twice");
  }

  @Test
  void trend_ofAFigure_isAPage() throws IOException {
    assertThat(get("/api/figures?plan=told").at("/figures/0").asText())
        .isEqualTo("response_time.p95");
    assertThat(get("/api/figures").at("/plans/0").asText()).isEqualTo("told");
    assertThat(
            RawHttp.get(server.port(), "/api/trend?figure=response_time.p95")
                .header("Content-Type"))
        .startsWith("text/html");
    assertThat(RawHttp.get(server.port(), "/api/trend?figure=none").status()).isEqualTo(404);
  }

  @Test
  void plan_wrong_isToldAndNotStarted() throws IOException {
    RawHttp.Answer checked = RawHttp.post(server.port(), "/api/plans/validate", YAML, "bad");
    RawHttp.Answer started = RawHttp.post(server.port(), "/api/runs", YAML, "bad");

    assertThat(checked.status()).isEqualTo(200);
    assertThat(started.status()).isEqualTo(422);
    assertThat(started.body())
        .isEqualTo(checked.body())
        .contains("\"line\":2", "\"path\":\"load\"", "\"message\":\"must be one\"");
    assertThat(desk.goesOn).isFalse();
  }

  @Test
  void run_startedChangedStopped_isWhatTheDeskIsAskedFor() throws IOException {
    RawHttp.Answer started =
        RawHttp.post(server.port(), "/api/runs?target=http://127.0.0.1:1", YAML, "name: x");
    assertThat(started.status()).isEqualTo(201);
    assertThat(started.body()).isEqualTo("{\"id\":\"one\"}");
    assertThat(started.header("Location")).isEqualTo("/api/runs/one/json");
    assertThat(RawHttp.post(server.port(), "/api/runs", YAML, "name: x").status()).isEqualTo(409);
    String level = "/api/runs/current/level";
    assertThat(RawHttp.post(server.port(), level, JSON, "{\"level\": 12.5}").status())
        .isEqualTo(202);
    assertThat(RawHttp.post(server.port(), level, JSON, "{\"level\": \"x\"}").status())
        .isEqualTo(400);
    assertThat(RawHttp.post(server.port(), level, JSON, "{\"level\": 99999}").body())
        .isEqualTo("{\"error\":\"level must be lower, got: 99999.0\"}");
    assertThat(get("/api/status").get("profiles").asBoolean()).isTrue();
    assertThat(RawHttp.post(server.port(), "/api/runs/current/profile", JSON, "{}").status())
        .isEqualTo(202);
    assertThat(RawHttp.post(server.port(), "/api/runs/current/stop", JSON, "{}").status())
        .isEqualTo(202);
    assertThat(RawHttp.post(server.port(), "/api/runs/current/stop", JSON, "{}").status())
        .isEqualTo(409);
    assertThat(desk.asked)
        .contains(
            "validate name: x at http://127.0.0.1:1", "start", "level 12.5", "profile", "stop");
    assertThat(RawHttp.post(server.port(), "/api/runs/current/profile", JSON, "{}").status())
        .isEqualTo(409);
  }

  @Test
  void page_ofOneRun_startsNone() throws IOException {
    server.close();
    server = serve(false);

    assertThat(RawHttp.post(server.port(), "/api/runs", YAML, "name: x").status()).isEqualTo(403);
    assertThat(get("/api/status").get("starts").asBoolean()).isFalse();
    assertThat(desk.asked).isEmpty();
  }
}
