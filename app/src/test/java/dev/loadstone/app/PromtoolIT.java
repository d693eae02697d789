package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that are shipped, held against Prometheus' own tool. */
final class PromtoolIT {
  private static final Path PROMETHEUS = Path.of("..", "deploy", "prometheus");
  private static final Pattern RULE = Pattern.compile("- (?:record|alert): (\\S+)");

  @Test
  void configuration_withItsRules_isAccepted() throws Exception {
    Tool.Answer answer =
        Tool.needed("promtool").run(PROMETHEUS, "", "check", "config", "prometheus.yml");

    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text()).contains("SUCCESS: 5 rule files found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loadstone", "sei", "sergas", "sniper", "agents"})
  void rules_onSeriesOfKnownTruth_giveWhatTheyShould(String name) throws Exception {
    Tool.Answer answer =
        Tool.needed("promtool").run(PROMETHEUS, "", "test", "rules", "tests/" + name + ".yml");

    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text()).contains("SUCCESS");
  }

  @Test
  void rules_all_areTested() throws IOException {
    int rules = 0;
    for (Path file : files(PROMETHEUS.resolve("rules"))) {
      String tests =
          Files.readString(PROMETHEUS.resolve("tests").resolve(file.getFileName().toString()));
      List<String> names =
          RULE.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
      rules += names.size();
      for (String name : new TreeSet<>(names)) {
        assertThat(tests)
            .as("a test of " + name)
            .containsPattern("(alertname: |expr: )" + Pattern.quote(name) + "[\\s,]");
      }
    }
    assertThat(rules).isGreaterThan(50);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
