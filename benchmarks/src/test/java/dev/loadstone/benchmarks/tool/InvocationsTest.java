package dev.loadstone.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InvocationsTest {
  private static final URI PLACE = URI.create("http://127.0.0.1:8080/plain");
  private static final Load CLOSED = new Load.Closed(PLACE, 20, 64);
  private static final Load PACED = new Load.Paced(PLACE, 30, 20_000, true, 64);

  @TempDir private Path directory;
  private Toolbox box;

  @BeforeEach
  void readList() throws IOException {
    Files.writeString(
        directory.resolve("installed.tsv"),
        "wrk\t4.1.0-3+b2\t\nab\t-\tthere is no apt-get to fetch it\n");
    box = Toolbox.of(directory);
  }

  private String line(Tool tool, Load load) throws IOException {
    return String.join(" ", tool.invocation(load, directory).orElseThrow().command());
  }

  @Test
  void invocation_closedLoop_hasConnectionsAndLength() throws IOException {
    assertThat(line(new Wrk(box), CLOSED))
        .isEqualTo("wrk -t1 -c64 -d20 --latency http://127.0.0.1:8080/plain");
    assertThat(line(new Hey(box), CLOSED))
        .isEqualTo("hey -z 20s -c 64 http://127.0.0.1:8080/plain");
    assertThat(line(new Ab(box), CLOSED))
        .isEqualTo("ab -k -q -c 64 -t 20 -n 10000000 http://127.0.0.1:8080/plain");
    assertThat(line(new H2load(box), CLOSED))
        .isEqualTo("h2load -t 1 --h1 -D 20 -c 64 http://127.0.0.1:8080/plain");
    assertThat(line(new H2load(box, 16), CLOSED))
        .isEqualTo("h2load -t 1 -m 16 -D 20 -c 4 http://127.0.0.1:8080/plain");
    assertThat(line(new Autocannon(box), CLOSED))
        .endsWith("autocannon.js --json -d 20 -c 64 http://127.0.0.1:8080/plain");
    assertThat(line(new Gatling(box), CLOSED)).contains(" -Dpeer.seconds=20 -Dpeer.users=64 ");
  }

  @Test
  void invocation_paced_sharesTheRateAmongConnections() throws IOException {
    assertThat(line(new Hey(box), PACED))
        .isEqualTo("hey -z 30s -c 64 -q 312.5 http://127.0.0.1:8080/plain");
    assertThat(line(new H2load(box), PACED))
        .isEqualTo("h2load -t 1 --h1 -D 30 -c 64 --rps=312.5 http://127.0.0.1:8080/plain");
    assertThat(line(new Autocannon(box), PACED))
        .endsWith("autocannon.js --json -d 30 -c 64 -R 20000 http://127.0.0.1:8080/plain");
    assertThat(line(new Gatling(box), PACED)).contains(" -Dpeer.rate=20000.0 -Dpeer.poisson=true ");
  }

  @Test
  void invocation_pacedByOneThatCannot_isEmpty() {
    assertThat(new Wrk(box).paces()).isFalse();
    assertThat(new Ab(box).paces()).isFalse();
    assertThat(new Wrk(box).invocation(PACED, directory)).isEqualTo(Optional.empty());
    assertThat(new Ab(box).invocation(PACED, directory)).isEqualTo(Optional.empty());
  }

  @Test
  void invocation_ofJmeter_writesAPlanWithoutPlaceholders() throws IOException {
    assertThat(line(new Jmeter(box), CLOSED)).doesNotContain("samples.csv");
    assertThat(Files.readString(directory.resolve("jmeter.jmx")))
        .contains("<stringProp name=\"ThreadGroup.num_threads\">64</stringProp>")
        .contains("<stringProp name=\"HTTPSampler.port\">8080</stringProp>")
        .doesNotContain("ConstantThroughputTimer", "@");

    assertThat(line(new Jmeter(box), PACED)).contains("samples.csv");
    assertThat(Files.readString(directory.resolve("jmeter.jmx")))
        .contains("<stringProp name=\"throughput\">1200000.0</stringProp>")
        .doesNotContain("@");
  }

  @Test
  void invocation_ofHyperfoil_writesABenchmark() throws IOException {
    assertThat(line(new Hyperfoil(box), PACED)).contains(" HyperfoilPeer ");
    assertThat(Files.readString(directory.resolve("hyperfoil.yaml")))
        .isEqualTo(
            """
            name: peer
            threads: 1
            http:
              host: http://127.0.0.1:8080
              sharedConnections: 64
            phases:
            - main:
                constantRate:
                  usersPerSec: 20000
                  maxSessions: 100000
                  variance: true
                  duration: 30s
                  scenario:
                  - request:
                    - httpRequest:
                        GET: /plain
            """);
  }

  @ParameterizedTest
  @EnumSource(Loadstone.Kind.class)
  void invocation_ofLoadstone_writesAPlanThatIsRead(Loadstone.Kind kind) throws IOException {
    Loadstone loadstone = new Loadstone(Path.of("/opt/loadstone"), kind);
    for (Load load : List.of(CLOSED, PACED)) {
      assertThat(line(loadstone, load)).startsWith("/opt/loadstone run --quiet --out ");
      Plan plan = new PlanReader().read(directory.resolve("plan.yaml"), ReadOptions.NONE);
      assertThat(plan.thresholds()).hasSize(3);
      assertThat(plan.load().orElseThrow().duration()).hasSeconds(load.seconds());
    }
    Plan plan = new PlanReader().read(directory.resolve("plan.yaml"), ReadOptions.NONE);
    int bound = kind == Loadstone.Kind.BOUNDED ? 64 : Integer.MAX_VALUE;
    assertThat(plan.http().connectionsMax()).isEqualTo(bound);
  }

  @Test
  void debian_unpackedProgram_findsItsLibraries() throws IOException {
    Path program = directory.resolve("debian/usr/bin/ab");
    Files.createDirectories(program.getParent());
    Files.createDirectories(directory.resolve("debian/usr/lib/x86_64-linux-gnu"));
    Files.createFile(program);
    assertThat(program.toFile().setExecutable(true)).isTrue();

    Invocation ab = box.debian("ab", "-k");

    assertThat(ab.command()).containsExactly(program.toString(), "-k");
    assertThat(ab.environment())
        .containsEntry(
            "LD_LIBRARY_PATH", directory.resolve("debian/usr/lib/x86_64-linux-gnu").toString());
  }

  @Test
  void missing_byTheList_tellsTheReason() {
    assertThat(box.missing("wrk")).isEmpty();
    assertThat(box.version("wrk")).isEqualTo("4.1.0-3+b2");
    assertThat(box.missing("ab")).hasValue("there is no apt-get to fetch it");
    assertThat(box.missing("hey")).hasValue("not installed by benchmarks/install");
  }

  @Test
  void of_brokenList_isRefused() throws IOException {
    Files.writeString(directory.resolve("installed.tsv"), "wrk 4.1.0\n");
    assertThatThrownBy(() -> Toolbox.of(directory))
        .isInstanceOf(UnreadableReportException.class)
        .hasMessage(
            "installed.tsv must have 3 columns, got: wrk 4.1.0. Run benchmarks/install again.");
  }
}
