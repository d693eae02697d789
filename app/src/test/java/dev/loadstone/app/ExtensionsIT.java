package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example's extensions, copied to a place of their own and built by Maven, offline, against
 * this build's artifacts in a local repository of their own; then used by the program in a process
 * of its own. Libraries come from the repository of this build.
 */
final class ExtensionsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String VERSION = System.getProperty("loadstone.version", "");
  private static final String LIBRARIES = System.getProperty("loadstone.libraries", "");

  @TempDir private static Path built;
  @TempDir private Path folder;

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    Files.copy(ROOT.resolve("pom.xml"), staged("loadstone-parent", ".pom"));
    Files.copy(ROOT.resolve("core/pom.xml"), staged("loadstone-core", ".pom"));
    Files.copy(
        ROOT.resolve("core/target/loadstone-core-" + VERSION + ".jar"),
        staged("loadstone-core", ".jar"));
    Path example = ROOT.resolve("examples/12-extensions");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(file -> !file.toString().contains("/target")).toList()) {
        Path copy = project().resolve(example.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Path output = built.resolve("output.txt");
    Process maven =
        new ProcessBuilder(
                ROOT.resolve("mvnw").toString(),
                "-B",
                "-o",
                "-Dstyle.color=never",
                "-Dmaven.repo.local=" + built.resolve("repository"),
                "-Dmaven.repo.local.tail=" + LIBRARIES,
                "-Dmaven.repo.local.tail.ignoreAvailability=true",
                "package")
            .directory(project().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!maven.waitFor(5, TimeUnit.MINUTES)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
    assertThat(maven.waitFor()).as(Files.readString(output)).isZero();
  }

  private static Path project() {
    return built.resolve("project");
  }

  private static Path staged(String artifact, String type) throws IOException {
    Path place =
        Files.createDirectories(
            built.resolve("repository/dev/loadstone").resolve(artifact).resolve(VERSION));
    return place.resolve(artifact + "-" + VERSION + type);
  }

  private static String jars() {
    return project().resolve("target/extensions").toString();
  }

  private static String plan() {
    return project().resolve("plan.yaml").toString();
  }

  private Child ended(String... args) throws IOException, InterruptedException {
    Path journal = Files.createDirectories(folder.resolve("journal"));
    Child child =
        Child.start(folder, Map.of("JOURNAL_FOLDER", journal.toString()), List.of(), args);
    child.awaitEnd();
    return child;
  }

  @Test
  void run_ofTheExamplesPlan_usesStepProbeAndReport() throws IOException, InterruptedException {
    Path run = folder.resolve("run");

    Child child =
        ended(
            "run",
            plan(),
            "--extensions",
            jars(),
            "--format",
            "html,csv,shields",
            "--out",
            run.toString(),
            "--quiet");

    JsonNode result = new ObjectMapper().readTree(Files.readString(run.resolve("result.json")));
    assertThat(result.at("/load/completed").asLong()).as(child.err()).isEqualTo(200);
    assertThat(Files.size(folder.resolve("journal/journal"))).isEqualTo(250 * 8_192);
    JsonNode bytes = result.at("/series/1");
    assertThat(bytes.path("name").asText()).isEqualTo("journal_bytes");
    assertThat(bytes.path("samples").asInt()).isBetween(3, 4);
    assertThat(bytes.path("max").asDouble()).isBetween(100 * 8_192.0, 250 * 8_192.0);
    assertThat(result.at("/thresholds/2/series").asText()).isEqualTo("journal_bytes");
    assertThat(result.at("/thresholds/2/verdict").asText()).isEqualTo("pass");
    assertThat(Files.readString(run.resolve("shields.json")))
        .contains("\"label\": \"load test\", \"message\": \"" + result.path("verdict").asText());
    assertThat(child.err()).contains("Written: " + run.resolve("shields.json"));
    assertThat(Files.readString(run.resolve("report.html"))).contains("journal_bytes");
    assertThat(Files.readString(run.resolve("intervals.csv")).lines().findFirst().orElse(""))
        .endsWith(",journal_files,journal_bytes");
  }

  @Test
  void report_ofAReporterThatFails_isToldAndSpoilsNothingElse()
      throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    ended(
        "run",
        plan(),
        "--extensions",
        jars(),
        "--out",
        run.toString(),
        "--quiet",
        "--set",
        "load.phases[0].for=1s",
        "--set",
        "load.warmUp=0s");
    Files.createDirectories(run.resolve("shields.json"));

    Child child =
        ended("report", run.toString(), "--extensions", jars(), "--format", "shields,text");

    assertThat(child.awaitEnd()).isEqualTo(1);
    assertThat(child.err()).contains("loadstone: The report shields could not be written: ");
    assertThat(run.resolve("summary.txt")).exists();
  }

  @Test
  void help_withExtensions_listsTheReport() throws IOException, InterruptedException {
    assertThat(ended("run", "--extensions", jars(), "--help").out())
        .contains("json, csv, html, text, md, junit,")
        .contains("shields");
  }

  @Test
  void schema_withExtensions_hasTheirKeys() throws IOException, InterruptedException {
    assertThat(ended("schema", "plan", "--extensions", jars()).out())
        .contains("\"append-step\"", "\"folder-probe\"", "\"process-probe\"");
  }

  @Test
  void plan_withoutItsExtensions_saysWhatIsNotKnown() throws IOException, InterruptedException {
    Child child = ended("validate", plan());
    assertThat(child.awaitEnd()).isEqualTo(2);
    assertThat(child.out() + child.err())
        .contains("probes[0] must have the key of a kind of probe, got: folder");
  }

  @Test
  void extensions_thatAreNotThere_areAnError() throws IOException, InterruptedException {
    Child child = ended("validate", plan(), "--extensions", folder.resolve("none").toString());
    assertThat(child.awaitEnd()).isEqualTo(2);
    assertThat(child.err())
        .contains(
            "--extensions must name a jar or a folder with jars, got: "
                + folder.resolve("none")
                + ". "
                + folder.resolve("none")
                + " does not exist.");
  }

  @Test
  void extensions_withABrokenService_sayWhich() throws IOException, InterruptedException {
    Path jar = folder.resolve("broken.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/services/dev.loadstone.core.reporter.Reporter"));
      zip.write("com.example.Nowhere\n".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }

    Child child = ended("validate", plan(), "--extensions", jar.toString());

    assertThat(child.awaitEnd()).isEqualTo(2);
    assertThat(child.err()).contains("the extensions cannot be used: ", "com.example.Nowhere");
  }
}
