package dev.loadstone.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class PeersCommandTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--scenario=close; --scenario must be among closed, freeze, http2, open, start, streams, got:"
            + " close.",
        "--tools=k6; --tools must be among ab, autocannon, bare-reader, gatling, h2load, hey, hyperfoil, jmeter,"
            + " loadstone, wrk, got: k6.",
        "--rounds=0; '--rounds and --rate must be at least 1, got: 0 and 20000.'"
      })
  void execute_wrongOption_saysWhatIsPossible(String option, String message) {
    StringWriter err = new StringWriter();
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    CommandLine line =
        new CommandLine(new PeersCommand(nowhere, nowhere, root)).setErr(new PrintWriter(err));

    assertThat(line.execute(option)).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).hasValue(message);
    assertThat(root).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed", "http2", "streams", "open", "freeze", "start", "jmh"})
  void performancePage_everyScenario_hasAPlace(String place) throws java.io.IOException {
    String page = Files.readString(Path.of("../docs/performance.md"));
    assertThat(page)
        .containsOnlyOnce("<!-- begin " + place + " -->\n")
        .containsOnlyOnce("<!-- end " + place + " -->\n");
  }

  @Test
  void help_isPrinted() {
    StringWriter out = new StringWriter();
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    CommandLine line =
        new CommandLine(new JmhCommand(nowhere, nowhere, root)).setOut(new PrintWriter(out));

    assertThat(line.execute("--help")).isZero();
    assertThat(out.toString())
        .startsWith("Measure time and allocation of Loadstone's parts by JMH, and make a table.");
  }
}
