package dev.loadstone.app.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.app.run.PlanSource;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suites that come with the program. */
final class SuitesTest {
  @TempDir private Path folder;

  @Test
  void suites_ofTheProgram_areGoodThroughout() throws IOException {
    try (Suites suites = Suites.open()) {
      assertThat(suites.names()).contains("cam", "sei");
      for (String name : suites.names()) {
        Suite suite = Suite.read(suites.find(name));
        assertThat(suite.profiles().keySet()).startsWith("quick", "pr", "daily", "weekly");
        for (Path plan : suite.plans().values()) {
          EffectivePlan read = PlanSource.of(plan).read(Map.of("TARGET_PROCESS", "1"));
          assertThat(read.loads().isEmpty()).isNotEqualTo(read.plan().benchmarks().isEmpty());
        }
      }
    }
  }

  @Test
  void truths_ofTheSuites_areGood() throws IOException {
    try (Suites suites = Suites.open()) {
      for (String name : suites.names()) {
        Suite suite = Suite.read(suites.find(name));
        for (Suite.Profile profile : suite.profiles().values()) {
          for (Suite.Planned run : profile.runs()) {
            Optional<Path> truth = run.truth().or(suite::truth);
            if (truth.isPresent()) {
              String text = Files.readString(truth.get());
              assertThat(Truth.parse(truth.get().toString(), text)).isNotNull();
            }
          }
        }
      }
    }
  }

  @Test
  void suite_insideAJar_isTakenOut() throws IOException {
    Path jar = folder.resolve("program.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String entry : new String[] {"suites/", "suites/shop/"}) {
        out.putNextEntry(new ZipEntry(entry));
      }
      out.putNextEntry(new ZipEntry("suites/shop/suite.yaml"));
      out.write("name: shop\n".getBytes(StandardCharsets.UTF_8));
    }

    Path out = Suites.takenOut(jar);

    assertThat(out.resolve("shop/suite.yaml")).hasContent("name: shop");
    Files.delete(out.resolve("shop/suite.yaml"));
    Files.delete(out.resolve("shop"));
    Files.delete(out);
  }

  @Test
  void suite_byAPath_isThatOfTheFolderOrFile() throws IOException {
    try (Suites suites = Suites.open()) {
      assertThat(suites.find(folder.toString())).isEqualTo(folder.resolve("suite.yaml"));
      assertThat(suites.find("./x/mine.yaml")).isEqualTo(Path.of("./x/mine.yaml"));
    }
  }

  @Test
  void suite_unknown_isSuggested() throws IOException {
    try (Suites suites = Suites.open()) {
      assertThatThrownBy(() -> suites.find("kam"))
          .hasMessage(
              "must name a suite, got: kam. Did you mean cam? Or give a path: ./kam/suite.yaml.");
    }
  }
}
