package dev.loadstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of the live page and of reports, as TypeScript's checker and a linter see them. */
final class FrontEndIT {
  private static final String CHECKER = "node_modules/typescript/bin/tsc";
  private static final String LINTER = "node_modules/eslint/bin/eslint.js";
  private static final Path RESOURCES = Path.of("src", "main", "resources", "dev", "loadstone");
  private static NodeProject project;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    project = NodeProject.install("front-end");
    Path modules = Path.of("..");
    project.copy(modules.resolve("web").resolve(RESOURCES).resolve("web/page"), ".js", "web");
    project.copy(modules.resolve("report").resolve(RESOURCES).resolve("report"), ".js", "report");
    assertThat(checked("shared")).isEmpty(); // what the page knows of the reports' scripts
  }

  private static String checked(String what) throws IOException, InterruptedException {
    return project.faults(CHECKER, "--project", "tsconfig." + what + ".json");
  }

  private static String linted() throws IOException, InterruptedException {
    return project.faults(LINTER, "--max-warnings=0", "web", "report");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "run", "runs", "trend", "bench"})
  void types_ofScripts_fit(String page) throws IOException, InterruptedException {
    assertThat(checked(page)).isEmpty();
  }

  @Test
  void scripts_haveNothingThatALinterWouldName() throws IOException, InterruptedException {
    assertThat(linted()).isEmpty();
  }

  @Test
  void scriptWithFaults_isFoundOut() throws IOException, InterruptedException {
    Path faulty = project.file("web/faulty.js");
    Files.writeString(
        faulty,
        """
        import {live} from '/assets/api.js';

        export function faulty(untyped) {
          if (live.run == null) return live.nothing;
          return live.run.name;
        }
        """);
    try {
      assertThat(checked("web"))
          .contains("web/faulty.js(3,24): error TS7006", "web/faulty.js(4,37): error TS2339");
      assertThat(linted()).contains("faulty.js", "eqeqeq", "no-unused-vars");
    } finally {
      Files.delete(faulty);
    }
  }
}
