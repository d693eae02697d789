package dev.loadstone.app.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            - {plan: load, name: slow, truth: truth.yaml}
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
                Optional.of(folder.resolve("truth.yaml"))));
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
            suite.yaml:7:5: defects[2] must have the key 'truth'. For example truth: {mesh.wrongChoices: 20%}.
            suite.yaml:7:24: defects[2].run.sett is not a known key. Did you mean set?
            suite.yaml:7:43: defects[2].fails[0] must be a single value, got: a mapping
            suite.yaml:7:5: defects[2] must have at least one entry under 'fails'\
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
