package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every plan in {@code broken-plans} gives exactly the messages of the text file beside it. {@code
 * -Dgolden.update=true} writes those files anew, into the sources.
 */
final class BrokenPlansTest {
  private static final Path SOURCES = Path.of("src", "test", "resources", "broken-plans");
  private static final int PLANS_AT_LEAST = 25;

  @TestFactory
  Stream<DynamicTest> plan_broken_givesEveryMessage() throws IOException, URISyntaxException {
    return plans().stream()
        .map(plan -> DynamicTest.dynamicTest(plan.getFileName().toString(), () -> check(plan)));
  }

  @Test
  void plans_all_areFound() throws IOException, URISyntaxException {
    assertThat(plans()).hasSizeGreaterThanOrEqualTo(PLANS_AT_LEAST);
  }

  private static List<Path> plans() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(BrokenPlansTest.class.getResource("/broken-plans"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static void check(Path plan) throws IOException {
    String name = plan.getFileName().toString();
    String text = Files.readString(plan);
    Path folder = Objects.requireNonNull(plan.toAbsolutePath().getParent());
    ReadOptions options =
        ReadOptions.NONE.withBaseDirectory(folder).withEnvironment(Map.of("PATH", "/bin"));
    InvalidInputException invalid =
        catchThrowableOfType(
            InvalidInputException.class, () -> new PlanReader().read(name, text, options));
    assertThat(invalid).as("the problems of " + name).isNotNull();
    String messages =
        invalid.problems().stream()
            .map(problem -> problem.toString().replace(folder.toString(), "FOLDER") + "\n")
            .collect(Collectors.joining());
    String expected = name.replace(".yaml", ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(SOURCES.resolve(expected), messages);
    } else {
      assertThat(messages).isEqualTo(Files.readString(plan.resolveSibling(expected)));
    }
  }
}
