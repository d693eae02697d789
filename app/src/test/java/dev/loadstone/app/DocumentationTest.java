package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.quantity.Durations;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents tell people to write works, and what they point to is there. */
final class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LENGTH = Pattern.compile(" load for (\\S+),");

  @TempDir private Path folder;

  @Test
  void readme_plan_isValid() throws IOException {
    Matcher block = YAML.matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(block.find()).isTrue();
    Path plan = Files.writeString(folder.resolve("plan.yaml"), block.group(1));

    Cli.Answer answer = Cli.run("validate", plan.toString());

    assertThat(answer.code()).as(answer.out()).isZero();
  }

  @Test
  void demo_plan_takesHalfAMinuteAtMost() {
    Cli.Answer answer =
        Cli.run("validate", "src/main/resources/dev/loadstone/app/demo/demo-plan.yaml");

    assertThat(answer.code()).as(answer.out()).isZero();
    assertThat(length(answer)).isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void firstExample_planAndTruth_areValidAndShort() throws IOException {
    Path example = ROOT.resolve("examples/01-first-run");

    Cli.Answer answer = Cli.run("validate", example.resolve("plan.yaml").toString());

    assertThat(answer.code()).as(answer.out()).isZero();
    assertThat(length(answer)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    Truth truth = Truth.parse("slow.yaml", Files.readString(example.resolve("slow.yaml")));
    assertThat(truth.routes()).containsKey("POST /api/v1/chat/message");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "ARCHITECTURE.md",
        "docs/cli.md",
        "docs/compare.md",
        "docs/connectors.md",
        "docs/convert.md",
        "docs/doctor.md",
        "docs/extensions.md",
        "docs/findings.md",
        "docs/gate.md",
        "docs/history.md",
        "docs/import.md",
        "docs/logs.md",
        "docs/methodology.md",
        "docs/monitoring.md",
        "docs/probes.md",
        "docs/profiles.md",
        "docs/reports.md",
        "docs/run-directory.md",
        "docs/serve.md",
        "docs/target.md",
        "docs/testbed.md",
        "deploy/kubernetes/README.md",
        "examples/01-first-run/README.md",
        "examples/04-a2a/README.md",
        "examples/09-databases/README.md",
        "examples/12-extensions/README.md",
        "examples/13-monitoring/README.md",
        "examples/14-profile/README.md",
        "examples/15-started-target/README.md",
        "examples/ci/README.md",
        "suites/README.md",
        "suites/cam/README.md",
        "suites/sniper/README.md",
        "suites/sniper/COVERAGE.md",
        "suites/sei/README.md",
        "suites/sei/COVERAGE.md"
      })
  void links_intoTheRepository_leadSomewhere(String document) throws IOException {
    Path file = ROOT.resolve(document);
    List<Path> missing = new ArrayList<>();
    Matcher link = LINK.matcher(Files.readString(file));
    while (link.find()) {
      Path target = file.resolveSibling(link.group(1));
      if (!Files.exists(target)) {
        missing.add(target);
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Duration length(Cli.Answer validated) {
    Matcher length = LENGTH.matcher(validated.out());
    assertThat(length.find()).isTrue();
    return Durations.parse(length.group(1));
  }
}
