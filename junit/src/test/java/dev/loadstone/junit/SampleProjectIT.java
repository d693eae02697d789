package dev.loadstone.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample project, copied to a place of its own and built by Maven, offline, against this
 * build's artifacts in a local repository of their own. Libraries come from the repository of this
 * build.
 */
final class SampleProjectIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String VERSION = System.getProperty("loadstone.version", "");
  private static final String LIBRARIES = System.getProperty("loadstone.libraries", "");

  @TempDir private Path folder;

  @BeforeEach
  void stage() throws IOException {
    Path pom = staged("loadstone-parent", ".pom");
    Files.copy(ROOT.resolve("pom.xml"), pom);
    for (String module : List.of("core", "engine", "report", "junit")) {
      String artifact = "loadstone-" + module;
      Files.copy(ROOT.resolve(module).resolve("pom.xml"), staged(artifact, ".pom"));
      Files.copy(
          ROOT.resolve(module).resolve("target/" + artifact + "-" + VERSION + ".jar"),
          staged(artifact, ".jar"));
    }
    Path sample = ROOT.resolve("examples/11-junit");
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.filter(file -> !file.startsWith(sample.resolve("target"))).toList()) {
        Path copy = project().resolve(sample.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private Path project() {
    return folder.resolve("project");
  }

  private Path staged(String artifact, String type) throws IOException {
    Path place =
        Files.createDirectories(
            folder.resolve("repository/dev/loadstone").resolve(artifact).resolve(VERSION));
    return place.resolve(artifact + "-" + VERSION + type);
  }

  private record Built(int code, String output) {}

  private Built build(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ROOT.resolve("mvnw").toString(),
                "-B",
                "-o",
                "-Dstyle.color=never",
                "-Dmaven.repo.local=" + folder.resolve("repository"),
                "-Dmaven.repo.local.tail=" + LIBRARIES,
                "-Dmaven.repo.local.tail.ignoreAvailability=true",
                "test"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process maven =
        new ProcessBuilder(command)
            .directory(project().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!maven.waitFor(5, TimeUnit.MINUTES)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
    return new Built(maven.waitFor(), Files.readString(output));
  }

  @Test
  void sample_asItIs_isGreenAndKeepsItsRuns() throws IOException, InterruptedException {
    Built built = build();
    assumeFalse(built.output().contains("is invalid"), "the machine is too busy to judge anything");
    assertThat(built.code()).as(built.output()).isZero();
    assertThat(built.output()).contains("Tests run: 1, Failures: 0", "Tests run: 8, Failures: 0");
    Path runs = project().resolve("target/loadstone/com.example.quotes.QuotesLoadTest");
    try (Stream<Path> kept = Files.list(runs)) {
      assertThat(kept).hasSize(5).allMatch(run -> Files.exists(run.resolve("report.html")));
    }
    Path benchmarks = project().resolve("target/loadstone/com.example.quotes.QuoteComponentTest");
    try (Stream<Path> kept = Files.list(benchmarks)) {
      assertThat(kept).hasSize(2).allMatch(run -> Files.exists(run.resolve("benchmarks.txt")));
    }
  }

  @Test
  void sample_withABrokenThreshold_tellsItsUserWhichAndWhere()
      throws IOException, InterruptedException {
    Built built =
        build(
            "-Dquotes.limit=1ns",
            "-Dtest=QuotesLoadTest#quotes_aHundredASecond_meetTheirThresholds",
            "-Dsurefire.failIfNoSpecifiedTests=false");
    assertThat(built.code()).as(built.output()).isNotZero();
    assertThat(built.output())
        .containsPattern(
            "(?:The run of quotes does not meet its thresholds:\\R"
                + "  response_time\\{step=quote}\\.p50 < 1ns was missed: [\\d.]+ [mµ]?s\\.\\R"
                + "|The run of quotes is invalid:\\R(?:  .*\\R)+)"
                + "Report: \\Q"
                + project()
                    .resolve("target/loadstone/com.example.quotes.QuotesLoadTest")
                    .resolve("quotes_aHundredASecond_meetTheirThresholds/report.html")
                + "\\E");
  }

  @Test
  void sample_withoutLoadTests_runsUnitTestsOnly() throws IOException, InterruptedException {
    Built built = build("-DskipLoadTests");
    assertThat(built.code()).as(built.output()).isZero();
    assertThat(built.output()).contains("Tests run: 1, Failures: 0").doesNotContain("Tests run: 8");
    assertThat(project().resolve("target/loadstone")).doesNotExist();
  }
}
