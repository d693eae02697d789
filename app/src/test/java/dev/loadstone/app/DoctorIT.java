package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor on the machine of the tests, whatever that one is like. */
final class DoctorIT {
  private static final Path DOCUMENT = Path.of("..", "docs", "doctor.md");

  @TempDir private Path folder;

  @Test
  void doctor_asJson_hasEveryFigureMeasuredAndDocumented() throws IOException {
    long before = ProcessHandle.current().descendants().count();

    Cli.Answer answer = Cli.run("doctor", "--format", "json");

    JsonNode document = new ObjectMapper().readTree(answer.out());
    assertThat(document.path("schema").asText()).isEqualTo("loadstone/doctor/1");
    assertThat(answer.code())
        .as(answer.err())
        .isEqualTo(document.path("level").asText().equals("problem") ? 5 : 0);
    assertThat(figure(document, "timers", "lateness_p99")).isPositive();
    assertThat(figure(document, "clock", "cost")).isPositive();
    assertThat(figure(document, "floor", "service_time_p50")).isPositive();
    assertThat(figure(document, "floor", "answers")).isBetween(1.0, 900.0);
    String described = Files.readString(DOCUMENT);
    assertThat(names(document)).allSatisfy(name -> assertThat(described).contains("`" + name));
    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
  }

  @Test
  void selfCheck_shortened_findsNoCountOff() throws IOException {
    long before = ProcessHandle.current().descendants().count();

    Cli.Answer answer = Cli.run("doctor", "--self-check", "--seconds=1", "--format=json");

    JsonNode document = new ObjectMapper().readTree(answer.out());
    assertThat(document.path("schema").asText()).isEqualTo("loadstone/self-check/1");
    List<String> counts = new ArrayList<>();
    List<String> truths = new ArrayList<>();
    for (JsonNode comparison : document.path("comparisons")) {
      truths.add(comparison.path("truth").asText());
      if (comparison.path("unit").asText().equals("count")) {
        counts.add(comparison.path("figure") + " " + comparison.path("judgement").asText());
        assertThat(comparison.path("expected").asLong()).isPositive();
      }
    }
    assertThat(truths).contains("constant", "bimodal", "lognormal", "queue", "freeze", "errors");
    assertThat(counts).hasSize(14).noneMatch(count -> count.endsWith(" off"));
    assertThat(answer.code())
        .isEqualTo(
            switch (document.path("verdict").asText()) {
              case "ok" -> 0;
              case "inconclusive" -> 5;
              default -> 3;
            });
    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"INT, --self-check", "TERM, --self-check", "TERM, --format=text"})
  void doctor_interrupted_endsAtOnceWith130AndLeavesNoProcess(String signal, String option)
      throws Exception {
    try (Child child = Child.start(folder, "doctor", option)) {
      Eventually.holds("the testbed runs", () -> child.children().size() == 1);
      assumeFalse(
          signal.equals("INT") && child.ignoresInterrupts(), "SIGINT is ignored in this session");
      List<ProcessHandle> testbed = child.children();
      child.signal(signal);

      assertThat(child.awaitEnd()).isEqualTo(130);
      assertThat(child.err()).endsWith("Interrupted.\n");
      assertThat(child.out()).isEmpty();
      assertThat(testbed).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void doctor_withOptionsThatDoNotFit_saysWhatIsWrong() {
    assertThat(Cli.run("doctor", "--format=csv"))
        .isEqualTo(
            new Cli.Answer(
                2,
                "",
                """
                loadstone: Invalid value for option '--format': expected one of [text, json] (case-insensitive) but was 'csv'
                Try loadstone doctor --help.
                """));
    assertThat(Cli.run("doctor", "--self-check", "--seconds=0"))
        .isEqualTo(
            new Cli.Answer(
                2,
                "",
                """
                loadstone: --seconds must be at least 1, got: 0
                Try loadstone doctor --help.
                """));
  }

  private static double figure(JsonNode document, String finding, String name) {
    for (JsonNode each : document.path("findings")) {
      for (JsonNode figure : each.path("figures")) {
        if (each.path("name").asText().equals(finding)
            && figure.path("name").asText().equals(name)) {
          return figure.path("value").asDouble();
        }
      }
    }
    throw new AssertionError("no figure " + name + " of " + finding + " in " + document);
  }

  private static Set<String> names(JsonNode document) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : document.path("findings")) {
      names.add(each.path("name").asText());
      each.path("figures").forEach(figure -> names.add(figure.path("name").asText()));
    }
    return names;
  }
}
