package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.app.command.Loadstone;
import dev.loadstone.app.console.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The jobs in {@code examples/ci} are YAML, and call Loadstone as it can be called. */
final class CiExamplesTest {
  private static final Path CI = Path.of("..", "examples", "ci");
  private static final String GITHUB = "github/loadstone.yaml";
  private static final String GITLAB = "gitlab/loadstone.gitlab-ci.yaml";

  /** A call of Loadstone, up to where another command or a redirection begins. */
  private static final Pattern CALL = Pattern.compile("\\./loadstone\\s+([^|&;<>#\n]*)");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private static Object yaml(String file) throws IOException {
    return new Load(LoadSettings.builder().build())
        .loadFromString(Files.readString(CI.resolve(file)));
  }

  /** Returns the texts in a document, wherever they stand. */
  private static List<String> texts(Object node) {
    List<String> texts = new ArrayList<>();
    switch (node) {
      case Map<?, ?> map -> map.values().forEach(value -> texts.addAll(inside(value)));
      case List<?> list -> list.forEach(value -> texts.addAll(inside(value)));
      default -> texts.add(String.valueOf(node));
    }
    return texts;
  }

  private static Map<?, ?> map(@Nullable Object node) {
    return (Map<?, ?>) Objects.requireNonNull(node);
  }

  private static List<String> inside(@Nullable Object value) {
    return value == null ? List.of() : texts(value);
  }

  private static List<List<String>> calls(String file) throws IOException {
    List<List<String>> calls = new ArrayList<>();
    for (String text : texts(yaml(file))) {
      Matcher call = CALL.matcher(text.replace("\\\n", " "));
      while (call.find()) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(call.group(1));
        while (word.find()) {
          words.add(word.group().replaceAll("[\"']", "").replaceAll("\\$\\{?\\w+}?", "value"));
        }
        calls.add(words);
      }
    }
    return calls;
  }

  private static CommandLine.ParseResult parse(List<String> words) {
    return Loadstone.commandLine(Shell.ofProcess()).parseArgs(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {GITHUB, GITLAB})
  void calls_ofLoadstone_areUnderstood(String file) throws IOException {
    List<List<String>> calls = calls(file);

    assertThat(calls.stream().map(List::getFirst))
        .containsExactly("version", "testbed", "run", "gate", "history", "baseline");
    for (List<String> words : calls) {
      assertThat(parse(words).hasSubcommand()).as(String.join(" ", words)).isTrue();
    }
  }

  @Test
  void call_thatIsWrong_wouldBeFound() {
    assertThatThrownBy(() -> parse(List.of("gate", "runs/candidate", "--branches", "main")))
        .isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> parse(List.of("baseline", "sett", "runs/candidate")))
        .isInstanceOf(ParameterException.class);
  }

  @Test
  void github_job_hasTheStepsThatTheReadmeTells() throws IOException {
    Map<?, ?> job = map(map(map(yaml(GITHUB)).get("jobs")).get("load-test"));
    List<?> steps = (List<?>) Objects.requireNonNull(job.get("steps"));

    assertThat(steps)
        .allSatisfy(step ->
            assertThat(map(step).keySet().stream().map(String::valueOf))
                .containsAnyOf("run", "uses"));
    assertThat(steps.toString())
        .contains("java-version=25", "GITHUB_STEP_SUMMARY", "gate/gate.md", "history/history.db");
  }

  @Test
  void gitlab_job_keepsTheReports_andWarnsWhereTheRunDoesNotTell() throws IOException {
    Map<?, ?> job = map(map(yaml(GITLAB)).get("load-test"));
    Map<?, ?> artifacts = map(job.get("artifacts"));

    assertThat(String.valueOf(job.get("image"))).contains(":25-jdk");
    assertThat(artifacts.get("reports")).isEqualTo(Map.of("junit", "gate/gate.xml"));
    assertThat(job.get("allow_failure")).isEqualTo(Map.of("exit_codes", 5));
    assertThat((List<?>) job.get("script")).allMatch(line -> line instanceof String);
  }

  @Test
  void plan_isValid() {
    Cli.Answer answer = Cli.run("validate", CI.resolve("plan.yaml").toString());

    assertThat(answer.code()).as(answer.out()).isZero();
  }
}
