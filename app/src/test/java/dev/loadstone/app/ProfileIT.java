package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.demo.TestbedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of a target that was told what to burn processor time in. */
final class ProfileIT {
  private static final String BURNT = "dev.loadstone.testbed.station.Burner.burnCpuForTruth";
  private static final String PLAN =
      """
      name: burning
      target: ${TARGET}
      load: {phases: [{rate: 15/s, for: 8s}]}
      steps: [{http: GET /plain}]
      profiles: [PROFILE]
      """;

  @TempDir private Path folder;

  private Cli.Answer run(TestbedProcess testbed, String profile) throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN.replace("PROFILE", profile));
    return Cli.run(
        testbed.environment(Map.of("TARGET", testbed.url())),
        "run",
        plan.toString(),
        "--quiet",
        "--out",
        folder.resolve("run").toString());
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("run/result.json").toFile());
  }

  @Test
  void profile_ofATestbedThatBurns_showsTheFunctionAndIsLinked() throws IOException {
    Path truth = Files.writeString(folder.resolve("truth.yaml"), "default: {burn: 40ms}");
    try (TestbedProcess testbed = TestbedProcess.start(Main.class.getName(), truth)) {
      Cli.Answer answer =
          run(
              testbed,
              "{jvm: \"${TARGET_PROCESS}\", at: 2s, for: 4s, events: [cpu, alloc], name: burn}");

      assertThat(answer.code()).as(answer.err() + answer.out()).isZero();
    }
    JsonNode profile = result().path("profiles").path(0);
    assertThat(profile.path("failure").asText("")).isEmpty();
    assertThat(profile.path("start").asDouble()).isBetween(2.0, 3.5);
    assertThat(profile.path("total").asLong()).isGreaterThan(50);
    JsonNode burnt = function(profile, BURNT);
    assertThat(burnt.path("total").asDouble()).as(profile.toString()).isGreaterThanOrEqualTo(0.5);
    String page = profile.path("page").asText();
    assertThat(page).matches("profiles/burn-cpu-[23]s\\.html");
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("href=\"" + page + "\"", BURNT, ">Burner.burnCpuForTruth<");
    String graph = Files.readString(folder.resolve("run").resolve(page));
    assertThat(functions(graph)).contains(BURNT);
    assertThat(graph).doesNotContain("<script src", "<link", "<img", "@import", "fetch(");
    assertThat(Files.readString(folder.resolve("run").resolve(page.replace("html", "collapsed"))))
        .contains(BURNT);
    assertThat(folder.resolve("run").resolve(profile.path("recording").asText()))
        .isRegularFile()
        .isNotEmptyFile();
    String before = Files.readString(folder.resolve("run/result.json"));

    assertThat(Cli.run("report", folder.resolve("run").toString()).code()).isZero();

    assertThat(Files.readString(folder.resolve("run/result.json"))).isEqualTo(before);
  }

  /** Returns the names in a page of async-profiler, each written as what differs from the last. */
  private static List<String> functions(String page) {
    String before = "const cpool = [\n'all',\n";
    int start = page.indexOf(before) + before.length();
    List<String> names = new ArrayList<>(List.of("all"));
    page.substring(start, page.indexOf("];", start))
        .lines()
        .filter(line -> line.length() > 2)
        .forEach(line -> {
          String text = line.substring(1, line.lastIndexOf('\''));
          String name = text.replace("\\'", "'").replace("\\\\", "\\");
          names.add(names.getLast().substring(0, name.charAt(0) - ' ') + name.substring(1));
        });
    return names;
  }

  private static JsonNode function(JsonNode profile, String name) {
    for (JsonNode function : profile.path("functions")) {
      if (function.path("name").asText().equals(name)) {
        return function;
      }
    }
    return profile.path("none");
  }

  @Test
  void profile_ofWhatIsNoJvm_isNamedAndTheRunGoesOn() throws IOException {
    Path truth = Files.writeString(folder.resolve("truth.yaml"), "default: {burn: 0s}");
    Process other = new ProcessBuilder("sleep", "60").start();
    try (TestbedProcess testbed = TestbedProcess.start(Main.class.getName(), truth)) {
      Cli.Answer answer =
          run(
              testbed,
              "{jvm: "
                  + other.pid()
                  + ", at: 1s, for: 1s}, {jvm: no.such.program, at: 1s, name: other}");

      assertThat(answer.code()).as(answer.err() + answer.out()).isZero();
      assertThat(answer.out().replaceAll("\\s+", " "))
          .contains(
              "The profile profile could not be taken at second 1: the process " + other.pid(),
              "there is no process with a command line that has no.such.program");
    } finally {
      other.destroyForcibly();
    }
    assertThat(result().path("load").path("completed").asLong()).isEqualTo(120);
    assertThat(result().path("profiles")).hasSize(2);
  }
}
