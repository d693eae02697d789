package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that send nothing, and what is said of a wrong command line. */
final class CommandLineTest {
  private static final String PLAN =
      """
      name: quick
      target: http://127.0.0.1:1
      load: {model: closed, warmUp: 1s, phases: [{users: 2, for: 3s}]}
      steps: [{http: GET /}]
      thresholds: [error_ratio < 1%]
      tiers:
        enterprise: [response_time.p95 < 50ms]
      """;

  @TempDir private Path folder;

  @Test
  void version_always_isOneLine() {
    Cli.Answer answer = Cli.run("version");

    assertThat(answer.code()).isZero();
    assertThat(answer.out()).matches("loadstone (development|\\d\\S*)\n");
  }

  @Test
  void version_verbose_tellsTheMachine() {
    assertThat(Cli.run("version", "--verbose").out())
        .contains("\njava.version: ")
        .contains("\nmachine.processors: ")
        .contains("\nos.name: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--metrics=70000|--metrics must be a port from 0 to 65535, with a host before it or not, got: 70000. Write 9464 or 127.0.0.1:9464.",
        "--metrics=here|--metrics must be a port from 0 to 65535, with a host before it or not, got: here. Write 9464 or 127.0.0.1:9464.",
        "--metrics=no-such-host.invalid:0|--metrics must name a host that has an address, got: no-such-host.invalid.",
        "--metrics=0 --metrics-compat=snipe|--metrics-compat must be one of sei, sergas, sniper, cam, got: snipe.",
        "--metrics=0 --metrics-linger=15|--metrics-linger must be a duration, got: 15.",
        "--metrics-push=ftp://here|--metrics-push must be an HTTP URL, got: ftp://here. Write http://127.0.0.1:9090/api/v1/write.",
        "--metrics-push=nowhere|--metrics-push must be an HTTP URL, got: nowhere. Write http://127.0.0.1:9090/api/v1/write.",
        "--metrics-compat=sei|--metrics-compat must come with --metrics, --metrics-push or --otlp. Add --metrics 127.0.0.1:9464.",
        "--metrics-linger=1s|--metrics-linger must come with --metrics, as it waits for a scrape. Add --metrics 127.0.0.1:9464.",
        "--metrics-linger=1s --otlp=http://127.0.0.1:9|--metrics-linger must come with --metrics, as it waits for a scrape.",
        "--metrics-linger=1s --metrics-push=http://127.0.0.1:9|--metrics-linger must come with --metrics, as it waits for a scrape.",
        "--live-port=8089|--live-port must come with --live. Add --live."
      })
  void run_wrongOptions_areRefusedBeforeAnyLoad(String options, String message) throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
    List<String> args = new ArrayList<>(List.of("run", plan.toString()));
    args.addAll(List.of(options.split(" ")));

    Cli.Answer answer = Cli.run(args.toArray(String[]::new));

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("loadstone: " + message);
  }

  @Test
  void command_unknown_isSuggested() {
    Cli.Answer answer = Cli.run("valdate", "plan.yaml");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            """
            loadstone: unknown command: valdate
            Did you mean validate?
            Try loadstone --help.
            """);
  }

  @Test
  void command_none_printsTheHelpAndEndsWithTwo() {
    Cli.Answer answer = Cli.run();

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("a command is missing").contains("Commands:");
  }

  @Test
  void option_unknown_isSuggested() {
    Cli.Answer answer = Cli.run("run", "plan.yaml", "--scael=2");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            """
            loadstone: Unknown option: '--scael=2'
            Did you mean --scale?
            Try loadstone run --help.
            """);
  }

  @Test
  void run_scaleOfZero_isRefused() {
    Cli.Answer answer = Cli.run("run", "plan.yaml", "--scale", "0");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("loadstone: --scale must be a number above 0, got: 0.0\n");
  }

  @Test
  void run_unknownFormat_listsTheKnownOnes() {
    Cli.Answer answer = Cli.run("run", "plan.yaml", "--format", "html,docx");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains("must be one of json, csv, html, text, md, junit, pdf, badge, got: docx");
  }

  @Test
  void run_missingPlan_saysWhereItLooked() {
    Path plan = folder.resolve("missing.yaml");

    Cli.Answer answer = Cli.run("run", plan.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "must name a plan that exists, got: "
                + plan
                + ". "
                + plan
                + " does not exist.\n\n1 problem; no load was sent.\n");
  }

  @Test
  void validate_goodPlan_saysWhatItAsksFor() throws IOException {
    Path plan = plan();

    Cli.Answer answer = Cli.run("validate", plan.toString(), "--tier", "enterprise");

    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .isEqualTo(
            plan + " is valid: closed load for 4s, 1 scenario, 1 operation, 2 thresholds.\n");
  }

  @Test
  void validate_goodPlanAsJson_hasNoProblems() throws IOException {
    JsonNode document =
        new ObjectMapper()
            .readTree(Cli.run("validate", plan().toString(), "--format", "json").out());

    assertThat(document.path("schema").asText()).isEqualTo("loadstone/problems/1");
    assertThat(document.path("problems").isArray()).isTrue();
    assertThat(document.path("problems")).isEmpty();
  }

  @Test
  void validate_unknownTier_isSuggested() throws IOException {
    Cli.Answer answer = Cli.run("validate", plan().toString(), "--tier", "enterprize");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out())
        .startsWith(
            "--tier must name a tier of the plan, got: enterprize. Did you mean enterprise?\n");
  }

  @Test
  void validate_wrongSetting_namesTheOption() throws IOException {
    Cli.Answer answer =
        Cli.run("validate", plan().toString(), "--set", "load.phases[0].for=3 apples");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out())
        .startsWith("--set:1:20: load.phases[0].for must be a duration, got: 3 apples.");
  }

  @Test
  void schema_ofPlanAndResult_isJsonSchema() throws IOException {
    for (String which : new String[] {"plan", "result"}) {
      JsonNode schema = new ObjectMapper().readTree(Cli.run("schema", which).out());
      assertThat(schema.path("$schema").asText())
          .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }
  }

  @Test
  void report_folderWithoutRun_endsWithTwo() {
    Cli.Answer answer = Cli.run("report", folder.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "loadstone: "
                + folder
                + " holds no run: run.json is missing. Give the directory that the run wrote with --out.\n");
  }

  @Test
  void testbed_wrongTruth_isLocated() throws IOException {
    Path truth = Files.writeString(folder.resolve("truth.yaml"), "default: {workres: 8}\n");

    Cli.Answer answer = Cli.run("testbed", "--truth", truth.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(truth + ":1:11: default.workres is not a known key. Did you mean workers?\n");
  }

  private Path plan() throws IOException {
    return Files.writeString(folder.resolve("plan.yaml"), PLAN);
  }
}
