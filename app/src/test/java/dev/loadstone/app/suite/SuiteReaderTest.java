package dev.loadstone.app.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.app.demo.ProcessLimits;
import dev.loadstone.app.suite.Suite.Cell;
import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a suite says, and what is said of a wrong one. */
final class SuiteReaderTest {
  private static final String WHOLE =
      """
      name: shop
      description: A shop.
      truth: truth.yaml
      plans: {load: load.yaml}
      profiles:
        quick:
          description: a look
          runs:
            - {plan: load, scale: 0.1, tier: gold, set: {"load.phases[0].rate": 5/s}}
            - {plan: load, name: slow, truth: truth.yaml, needs: SHOP_PROCESS}
      tables:
        - title: Latency
          columns: [Who, {title: p95, as: time}, Free]
          rows:
            - {run: load, cells: [All, response_time.p95, {value: error_ratio, as: percent}]}
            - {run: slow, cells: [Slow, {text: none}, {value: operation_rate, over: {run: load, value: operation_rate}}]}
      defects:
        - name: slow
          run: {plan: load, tier: gold}
          truth: {'routes["GET /plain"].service': {law: constant, value: 1s}, default.workers: 1}
          set: {"steps[0].name": other}
          fails: [response_time.p95 < 1s, "error_ratio < 1%"]
      """;

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("load.yaml"), "");
    Files.writeString(folder.resolve("truth.yaml"), "{}");
  }

  private Suite read(String text) throws IOException {
    return Suite.read(Files.writeString(folder.resolve("suite.yaml"), text));
  }

  @Test
  void suite_saysWhatIsRunAndTold() throws IOException {
    Suite suite = read(WHOLE);

    assertThat(suite.name()).isEqualTo("shop");
    assertThat(suite.truth()).contains(folder.resolve("truth.yaml"));
    assertThat(suite.profile("quick").runs())
        .containsExactly(
            new Planned(
                "load",
                folder.resolve("load.yaml"),
                0.1,
                Optional.of("gold"),
                List.of("load.phases[0].rate=5/s"),
                Optional.empty()),
            new Planned(
                "slow",
                folder.resolve("load.yaml"),
                1,
                Optional.empty(),
                List.of(),
                Optional.of(folder.resolve("truth.yaml")),
                Suite.Deployment.AS_IT_IS,
                List.of("SHOP_PROCESS")));
    assertThat(suite.tables().getFirst().rows())
        .extracting(row -> row.stream().map(SuiteReaderTest::told).toList())
        .containsExactly(
            List.of("All", "load: response_time.p95 as TIME", "load: error_ratio as PERCENT"),
            List.of("Slow", "none", "slow: operation_rate, load: operation_rate as NUMBER"));
  }

  @Test
  void defect_saysWhatIsRunChangedAndFails() throws IOException {
    Defect defect = read(WHOLE).defects().getFirst();

    assertThat(defect.name()).isEqualTo("slow");
    assertThat(defect.plan()).isEqualTo("load");
    assertThat(defect.run())
        .isEqualTo(
            new Planned(
                "load",
                folder.resolve("load.yaml"),
                1,
                Optional.of("gold"),
                List.of(),
                Optional.empty()));
    assertThat(defect.truth())
        .extracting(change -> change.path() + " = " + change.value().describe())
        .containsExactly("routes[\"GET /plain\"].service = a mapping", "default.workers = 1");
    assertThat(defect.defective())
        .isEqualTo(defect.run().with(List.of("steps[0].name=other")))
        .extracting(Planned::overrides)
        .isEqualTo(List.of("steps[0].name=other"));
    assertThat(defect.fails())
        .extracting(Defect.Claim::threshold)
        .containsExactly("response_time.p95 < 1s", "error_ratio < 1%");
  }

  @Test
  void defects_thatAreWrong_tellEverythingWithTheirPlace() {
    String text =
        """
        name: shop
        plans: {load: load.yaml}
        profiles: {quick: {runs: [{plan: load}]}}
        defects:
          - {name: a, run: {plan: laod}, truth: {seed: 1}, fails: [error_ratio < 1%]}
          - {name: a, run: {plan: load}, truth: {}, fails: []}
          - {run: {plan: load, sett: {}}, fails: [{}]}
        """;

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .extracting(failure -> Objects.toString(failure.getMessage()).replace(folder + "/", ""))
        .isEqualTo(
            """
            suite.yaml:5:27: defects[0].run.plan must name a plan of the suite, got: laod. Did you mean load?
            suite.yaml:6:12: defects[1].name must be the name of one defect only, got: a. Give it another one.
            suite.yaml:6:5: defects[1] must have at least one entry under 'truth'
            suite.yaml:6:5: defects[1] must have at least one entry under 'fails'
            suite.yaml:7:5: defects[2] must have the key 'name'. For example name: wrong choices.
            suite.yaml:7:24: defects[2].run.sett is not a known key. Did you mean set?
            suite.yaml:7:43: defects[2].fails[0] must be a single value, got: a mapping
            suite.yaml:7:5: defects[2] must have at least one entry under 'fails'
            suite.yaml:7:5: defects[2] must say what is wrong, by 'truth' or 'set'. For example truth: {mesh.wrongChoices: 20%}.\
            """);
  }

  private static String told(Cell cell) {
    return switch (cell) {
      case Cell.Words words -> words.text();
      case Cell.Figure figure ->
          figure.values().stream()
                  .map(value -> value.run() + ": " + value.formula())
                  .collect(Collectors.joining(", "))
              + " as "
              + figure.unit();
    };
  }

  @Test
  void suite_thatIsWrong_tellsEverythingWithItsPlace() {
    String text =
        """
        nme: shop
        plans: {load: load.yaml, gone: gone.yaml, "a/b": load.yaml}
        profiles:
          quick:
            runs:
              - {plan: laod}
              - {plan: load, scale: 0}
              - {plan: load, name: b, sett: {}}
              - {plan: load, name: b}
        tables:
          - title: T
            columns: [A, {title: B, as: tim}]
            rows:
              - {run: c, cells: [x, {value: error_ratio}]}
              - {run: b, cells: [x]}
        """;

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .extracting(failure -> Objects.toString(failure.getMessage()).replace(folder + "/", ""))
        .isEqualTo(
            """
            suite.yaml:1:1: must have the key 'name'. For example name: checkout.
            suite.yaml:2:32: plans.gone must name a file that exists, got: gone.yaml. There is no gone.yaml.
            suite.yaml:2:43: plans.a/b must have a name of letters, digits, dots, hyphens and underscores, got: a/b
            suite.yaml:6:16: profiles.quick.runs[0].plan must name a plan of the suite, got: laod. Did you mean load?
            suite.yaml:7:29: profiles.quick.runs[1].scale must be a number above 0 and at most 1000, got: 0. 0.1 makes a run ten times as short.
            suite.yaml:8:31: profiles.quick.runs[2].sett is not a known key. Did you mean set?
            suite.yaml:9:9: profiles.quick.runs[3] must have a name of its own, got: b. Give it another one: name: b-2.
            suite.yaml:12:33: tables[0].columns[1].as must be one of text, time, percent, rate, number, got: tim. Did you mean time?
            suite.yaml:14:15: tables[0].rows[0].run must name a run of a profile, got: c. Did you mean b?
            suite.yaml:14:29: tables[0].rows[0].cells[1] must say of which run the figure is. Write run: NAME in the row.
            suite.yaml:15:9: tables[0].rows[1] must have a cell for each of the 2 columns, got: 1
            suite.yaml:1:1: nme is not a known key. Did you mean name?\
            """);
  }

  @Test
  void matrix_standsForARunOrRowOfEachCombination() throws IOException {
    Suite suite =
        read(
            """
            name: shop
            plans: {load: load.yaml}
            profiles:
              quick:
                runs:
                  - {plan: load, matrix: {users: [5, 10], size: [s, m]}, set: {a: "${users}-${size}"}}
                  - plan: load
                    name: at-${n}
                    matrix: [{n: 1, users: 8}, {n: 2, users: 16}]
                    instances: ${n}
                    set: {b: "${users}"}
            tables:
              - title: T
                columns: [A, {title: rate, as: rate}]
                rows:
                  - {matrix: {n: [1, 2]}, run: "at-${n}", cells: ["${n} of it", operation_rate]}
            """);

    assertThat(suite.profile("quick").runs())
        .extracting(run -> run.name() + " " + run.overrides())
        .containsExactly(
            "load-5-s [a=5-s]",
            "load-5-m [a=5-m]",
            "load-10-s [a=10-s]",
            "load-10-m [a=10-m]",
            "at-1 [b=8]",
            "at-2 [b=16]");
    assertThat(suite.profile("quick").runs().getLast().deployment().instances()).contains(2);
    assertThat(suite.tables().getFirst().rows())
        .extracting(row -> row.stream().map(SuiteReaderTest::told).toList())
        .containsExactly(
            List.of("1 of it", "at-1: operation_rate as RATE"),
            List.of("2 of it", "at-2: operation_rate as RATE"));
  }

  @Test
  void gateLimitsAndNeeds_areRead() throws IOException {
    Suite suite =
        read(
            """
            name: shop
            plans: {load: load.yaml}
            profiles:
              quick:
                runs:
                  - {plan: load, needs: [SHOP_KEY, stock], limits: {memory: 512MB, processors: 2}}
            gates:
              - {name: fast, run: load, value: response_time.p95, as: time, limit: < 200ms}
              - {name: even, run: load, value: operation_rate, over: {run: load, value: 2 * operation_rate}, as: percent, limit: ">= 80%"}
            """);

    Planned run = suite.profile("quick").runs().getFirst();
    assertThat(run.variables()).containsExactly("SHOP_KEY");
    assertThat(run.servers()).containsExactly("stock");
    assertThat(run.deployment().limits())
        .isEqualTo(new ProcessLimits(Optional.of(512_000_000L), Optional.of(2)));
    assertThat(suite.gates())
        .extracting(gate ->
            gate.name()
                + ": "
                + told(gate.figure())
                + " "
                + gate.operator().sign()
                + " "
                + gate.limit())
        .containsExactly(
            "fast: load: response_time.p95 as TIME < 0.2",
            "even: load: operation_rate, load: 2 * operation_rate as PERCENT >= 0.8");
  }

  @Test
  void matrixAndGate_thatAreWrong_tellTheirPlaces() {
    String text =
        """
        name: shop
        plans: {load: load.yaml}
        profiles:
          quick:
            runs:
              - {plan: load, matrix: {n: [1, 2]}, name: "at-${m}-${n}"}
              - {plan: load, matrix: 5}
              - {plan: load, limits: {memory: 1MB}, instances: 0}
        gates:
          - {name: a, run: load, value: operation_rate, limit: about 5}
          - {name: b, run: load, value: operation_rate, limit: "> 5%"}
        """;

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .extracting(failure -> Objects.toString(failure.getMessage()).replace(folder + "/", ""))
        .isEqualTo(
            """
            suite.yaml:6:49: profiles.quick.runs[0].name must name a value of the matrix, got: ${m}. Did you mean n?
            suite.yaml:6:49: profiles.quick.runs[0].name must name a value of the matrix, got: ${m}. Did you mean n?
            suite.yaml:7:30: profiles.quick.runs[1].matrix must stand for 1 to 1000 combinations of values, got: 0. For example matrix: {users: [10, 50, 100]}.
            suite.yaml:8:56: profiles.quick.runs[2].instances must be a whole number from 1 to 64, got: 0
            suite.yaml:8:39: profiles.quick.runs[2].limits.memory must be at least 64MB, got: 1MB. Java does not start with less than that.
            suite.yaml:10:56: gates[0].limit must be a comparison with a limit, got: about 5. For example ">= 80%".
            suite.yaml:11:56: gates[1].limit must have a number for its limit, got: 5%. Write as: percent, time or rate for others.\
            """);
  }

  @Test
  void suite_thatIsNotThere_isRefused() {
    Path file = folder.resolve("none.yaml");

    assertThatThrownBy(() -> Suite.read(file))
        .hasMessage(
            "must name a suite that can be read, got: "
                + file
                + ". It is a file suite.yaml, or the folder of one.");
  }

  @Test
  void profile_thatIsNotThere_isRefused() throws IOException {
    Suite suite = read(WHOLE);

    assertThatThrownBy(() -> suite.profile("quik"))
        .hasMessage("--profile must name a profile of the suite, got: quik. Did you mean quick?");
  }
}
