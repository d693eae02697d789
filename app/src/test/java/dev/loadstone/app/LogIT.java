package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs leave in a log. */
final class LogIT {
  private static final String STEP = "<script>alert(1)</script>";
  private static final String TOKEN = "a-token-nobody-may-read";
  private static final String PLAN =
      """
      name: quick
      target: ${TARGET}
      load: {warmUp: 300ms, phases: [{rate: 100/s, for: FOR}]}
      steps:
        - http: GET /api/v1/agents
          name: %s
          check: [status == STATUS]
      thresholds: [error_ratio over 1s < 50%% abort]
      """
          .formatted(STEP);

  private static TestbedServer testbed;

  @TempDir private Path folder;

  @BeforeAll
  static void startTestbed() {
    testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
  }

  @AfterAll
  static void stopTestbed() {
    testbed.close();
  }

  private static String good() {
    return PLAN.replace("FOR", "1s").replace("STATUS", "200");
  }

  private static String bad() {
    return PLAN.replace("FOR", "20s").replace("STATUS", "201");
  }

  private Cli.Answer run(String plan, String target, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), plan);
    List<String> args =
        new ArrayList<>(
            List.of("run", file.toString(), "--out", folder.resolve("a-run").toString()));
    args.addAll(List.of(more));
    return Cli.run(Map.of("TARGET", target), args.toArray(String[]::new));
  }

  private static String target() {
    return "http://127.0.0.1:" + testbed.port();
  }

  private Path log() {
    return folder.resolve("loadstone.log");
  }

  private List<JsonNode> logged() throws IOException {
    return EcsLines.of(Files.readString(log()));
  }

  @Test
  void run_withALogFile_logsItsCourseAndShowsTheSame() throws IOException {
    Cli.Answer answer =
        run(good(), target(), "--log-file", log().toString(), "--log-format", "ecs");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).startsWith("PASS  quick\n");
    assertThat(answer.err())
        .matches(
            "(?s)quick: open load, 1s after 300ms of warm-up\n(0:0\\d  \\S+ .*  in flight .*\n)+\n");
    List<JsonNode> events = logged();
    assertThat(EcsLines.only(events, "run-started").path("message").textValue())
        .isEqualTo("quick: open load, 1s after 300ms of warm-up");
    assertThat(EcsLines.of(events, "phase-began")).isNotEmpty();
    assertThat(EcsLines.of(events, "progress"))
        .isNotEmpty()
        .allMatch(event -> event.path("labels.phase").isTextual());
    assertThat(EcsLines.only(events, "load-ended").path("labels.reason").textValue())
        .isEqualTo("completed");
    JsonNode judged = EcsLines.only(events, "run-judged");
    assertThat(judged.path("log.level").textValue()).isEqualTo("info");
    assertThat(judged.path("event.outcome").textValue()).isEqualTo("success");
    assertThat(judged.path("labels.verdict").textValue()).isEqualTo("pass");
    assertThat(judged.path("labels.run_id").textValue()).isEqualTo("a-run");
    assertThat(judged.path("labels.plan").textValue()).isEqualTo("quick");
    assertThat(judged.has("labels.phase")).isFalse();
    assertThat(judged.path("event.dataset").textValue()).isEqualTo("loadstone.run");
    assertThat(judged.path("loadstone.operations").longValue()).isEqualTo(100);
  }

  @Test
  void run_thatFails_logsFailuresWarningsAndTheVerdict() throws IOException {
    Cli.Answer answer =
        run(bad(), target(), "--quiet", "--log-file", log().toString(), "--log-format", "ecs");

    assertThat(answer.code()).as(answer.err()).isEqualTo(3);
    assertThat(answer.err()).isEmpty();
    List<JsonNode> events = logged();
    JsonNode failed = EcsLines.of(events, "operation-failed").getFirst();
    assertThat(failed.path("log.level").textValue()).isEqualTo("warn");
    assertThat(failed.path("labels.step").textValue()).isEqualTo(STEP);
    assertThat(failed.path("error.type").textValue()).isEqualTo("check");
    assertThat(failed.path("error.message").textValue()).contains("201");
    assertThat(EcsLines.of(events, "warning"))
        .anySatisfy(warning -> {
          assertThat(warning.path("log.level").textValue()).isEqualTo("warn");
          assertThat(warning.path("event.code").textValue()).isEqualTo("ended_early");
        });
    assertThat(EcsLines.only(events, "load-ended").path("message").textValue())
        .startsWith("The run was aborted: ");
    assertThat(EcsLines.of(events, "reason")).isNotEmpty();
    JsonNode judged = EcsLines.only(events, "run-judged");
    assertThat(judged.path("log.level").textValue()).isEqualTo("error");
    assertThat(judged.path("event.outcome").textValue()).isEqualTo("failure");
  }

  @Test
  void run_nothingListens_logsTheError() throws IOException {
    Cli.Answer answer =
        run(good(), "http://127.0.0.1:1", "--log-file", log().toString(), "--log-format", "ecs");

    assertThat(answer.code()).isEqualTo(6);
    JsonNode failed = EcsLines.only(logged(), "failed");
    assertThat(answer.err())
        .isEqualTo("loadstone: " + failed.path("message").textValue() + "\n")
        .contains("The target cannot be reached at http://127.0.0.1:1");
    assertThat(failed.path("labels.plan").textValue()).isEqualTo("quick");
    assertThat(failed.path("error.type").textValue()).endsWith(".UnreachableException");
    assertThat(failed.path("error.stack_trace").textValue()).contains("\n\tat ");
  }

  @Test
  void run_ecsWithoutAFile_takesThePlaceOfProgress() throws IOException {
    Cli.Answer answer = run(good(), target(), "--log-format", "ecs", "--metrics", "0");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).startsWith("PASS  quick\n");
    List<JsonNode> events = EcsLines.of(answer.err());
    assertThat(EcsLines.only(events, "run-judged").path("labels.verdict").textValue())
        .isEqualTo("pass");
    assertThat(EcsLines.of(events, "told"))
        .anyMatch(event -> event.path("message").textValue().startsWith("Metrics: http://"));
  }

  @Test
  void run_ecsWithoutAFile_hasItsErrorThereAlone() throws IOException {
    Cli.Answer answer =
        run(good().replace("rate: 100/s", "rate: fast"), target(), "--log-format", "ecs");

    assertThat(answer.code()).isEqualTo(2);
    JsonNode failed = EcsLines.only(EcsLines.of(answer.err()), "failed");
    assertThat(failed.path("error.type").textValue()).endsWith(".InvalidInputException");
    assertThat(failed.path("message").textValue())
        .contains("load.phases[0].rate")
        .endsWith("1 problem; no load was sent.");
  }

  @Test
  void run_textFile_hasLinesWithTimeAndLevel() throws IOException {
    Cli.Answer answer = run(good(), target(), "--quiet", "--log-file", log().toString());

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(Files.readAllLines(log()))
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z (INFO |WARN |ERROR) \\S.*"))
        .anyMatch(line -> line.endsWith("INFO  Verdict: pass"));
  }

  @Test
  void run_unknownFormatOrUnwritableFile_isRefusedBeforeAnyLoad() throws IOException {
    long before = testbed.ledger().requests();

    Cli.Answer format = run(good(), target(), "--log-format", "esc");
    Cli.Answer file = run(good(), target(), "--log-file", folder.toString());

    assertThat(format.code()).isEqualTo(2);
    assertThat(format.err())
        .startsWith(
            "loadstone: --log-format must be one of text, ecs, got: esc. Did you mean ecs?\n");
    assertThat(file.code()).isEqualTo(2);
    assertThat(file.err())
        .startsWith("loadstone: --log-file must name a file that can be written, got: " + folder);
    assertThat(testbed.ledger().requests()).isEqualTo(before);
  }

  private static HttpResponse<String> start(HttpClient client, URI page, String target)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(page.resolve("/api/runs"))
            .header("Content-Type", "application/yaml")
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(good().replace("${TARGET}", target)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void serve_withALogFile_logsRunsButNotItsToken() throws Exception {
    try (Child page =
            Child.start(
                folder,
                "serve",
                "--port=0",
                "--token=" + TOKEN,
                "--runs=" + folder.resolve("runs"),
                "--log-file=" + log(),
                "--log-format=ecs");
        HttpClient client = HttpClient.newHttpClient()) {
      Eventually.holds("the page is served", () -> page.out().endsWith("\n"));
      URI address = URI.create(page.out().strip().replaceFirst("The page is at ", ""));

      HttpResponse<String> answer = start(client, address, target());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
      Eventually.holds(
          "the run is judged", () -> Files.readString(log()).contains("\"run-judged\""));

      List<JsonNode> events = logged();
      assertThat(EcsLines.only(events, "page-served").path("server.port").intValue())
          .isEqualTo(address.getPort());
      JsonNode judged = EcsLines.only(events, "run-judged");
      assertThat(judged.path("event.dataset").textValue()).isEqualTo("loadstone.serve");
      assertThat(folder.resolve("runs").resolve(judged.path("labels.run_id").textValue()))
          .isDirectory();
      Eventually.holds( // before, the first one's turn may not be over
          "the next run is refused",
          () -> start(client, address, "http://127.0.0.1:1").statusCode() == 502);
      JsonNode refused = EcsLines.only(logged(), "run-refused");
      assertThat(refused.path("message").textValue())
          .startsWith("The target cannot be reached at http://127.0.0.1:1");
      assertThat(refused.path("labels.plan").textValue()).isEqualTo("quick");
      assertThat(refused.has("labels.run_id")).isFalse();
      assertThat(refused.has("labels.plan_hash")).isFalse();
      assertThat(log()).content().doesNotContain(TOKEN);
      assertThat(page.err()).isEmpty();
    }
  }
}
