package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates that can fail, by the command line; nothing in these rests on how quick the machine is. */
final class SuiteProveIT {
  private static final String SUITE =
      """
      name: mine
      plans: {load: load.yaml, other: load.yaml}
      profiles: {quick: {runs: [{plan: load}]}}
      defects:
        - name: half of all fail!
          run: {plan: load, set: {"load.phases[0].for": 1s}}
          truth: {'routes["GET /plain"].errors': {ratio: 50%, kinds: [500]}}
          fails: [error_ratio < 1%, error_ratio  <= 5%]
      """;

  @TempDir private Path folder;

  @BeforeEach
  void plan() throws IOException {
    Files.writeString(
        folder.resolve("load.yaml"),
        """
        name: load
        target: http://127.0.0.1:1
        load: {phases: [{rate: 50/s, for: 1h}]}
        steps: [{http: GET /plain, check: status == 200}]
        thresholds: [error_ratio < 1%, response_time.mean < 50s]
        tiers: {gold: [error_ratio <= 5%]}
        """);
  }

  private Cli.Answer prove(String suite, String... options) throws IOException {
    Files.writeString(folder.resolve("suite.yaml"), suite);
    List<String> args = new ArrayList<>(List.of("suite", "prove", folder.toString(), "--quiet"));
    args.addAll(List.of(options));
    return Cli.run(args.toArray(String[]::new));
  }

  @Test
  void thresholds_thatADefectMakesFail_areProvenAndOthersListed() throws IOException {
    Path out = folder.resolve("out");

    Cli.Answer answer = prove(SUITE, "--plan=load", "--out=" + out);

    assertThat(answer.code()).as(answer.err() + answer.out()).isEqualTo(3);
    assertThat(answer.err()).contains("Run 1 of 2: load/healthy", "Run 2 of 2: load/half-of-all");
    assertThat(answer.out())
        .contains(
            "load: response_time.mean < 50s: no defect names it\n",
            "2 of 3 thresholds proven.\nProof: " + out.resolve("prove.md"));
    assertThat(out.resolve("load/half-of-all-fail.yaml")).content().contains("GET /plain");
    assertThat(out.resolve("load/half-of-all-fail/result.json")).exists();
    assertThat(out.resolve("prove.md")).content().contains("| load | gold: error_ratio <= 5% |");
    JsonNode rows =
        new ObjectMapper().readTree(Files.readString(out.resolve("prove.json"))).get("rows");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).at("/healthy/value").asDouble()).isZero();
    assertThat(rows.get(0).at("/defective/value").asDouble()).isBetween(0.2, 0.8);
    assertThat(rows.get(0).get("proof").asText()).isEqualTo("proven");
  }

  @Test
  void defectThatDoesNothing_isTriedOnceMoreAndThenTold() throws IOException {
    Path out = folder.resolve("out");

    Cli.Answer answer =
        prove(SUITE.replace("ratio: 50%", "ratio: 0%"), "--plan=load", "--out=" + out);

    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("Run 1 of 1: load/half-of-all-fail-again");
    assertThat(answer.out()).contains("met in spite of defect", "0 of 3 thresholds proven.");
    assertThat(out.resolve("load/half-of-all-fail-again/result.json")).exists();
    assertThat(out.resolve("load/healthy-again")).doesNotExist();
    assertThat(out.resolve("load/half-of-all-fail-again-2")).doesNotExist();
    JsonNode rows =
        new ObjectMapper().readTree(Files.readString(out.resolve("prove.json"))).get("rows");
    assertThat(rows.get(0).at("/healthy/run").asInt()).isEqualTo(1);
    assertThat(rows.get(0).at("/defective/run").asInt()).isEqualTo(2);
  }

  @Test
  void nameOfNoThreshold_isRefusedBeforeAnyLoad() throws IOException {
    Cli.Answer answer = prove(SUITE.replace("error_ratio < 1%", "error_ratio < 2%"));

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(
            folder.resolve("suite.yaml")
                + ":8:13: defects[0].fails[0] must be a threshold by which the plan load is judged,"
                + " got: error_ratio < 2%. Did you mean error_ratio < 1%?\n");
  }

  @Test
  void changeOfATruthThatIsNone_isRefusedBeforeAnyLoad() throws IOException {
    Cli.Answer answer = prove(SUITE.replace("ratio: 50%", "ratoi: 50%"));

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(
            folder.resolve("suite.yaml")
                + ":7:45: routes.GET /plain.errors.ratoi is not a known key. Did you mean ratio?");
  }

  @Test
  void options_thatDoNotFit_areRefused() throws IOException {
    Cli.Answer target = prove(SUITE, "--target=http://127.0.0.1:1");
    Cli.Answer plan = prove(SUITE, "--plan=laod", "--out=" + folder);

    assertThat(target.code()).isEqualTo(2);
    assertThat(target.err())
        .startsWith(
            "loadstone: --target cannot be used here: only a testbed can be told to have a defect,"
                + " got: http://127.0.0.1:1");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err())
        .contains(
            "--plan must name a plan of the suite, got: laod. Did you mean load?",
            "--out must be an empty folder or not exist, got: " + folder);
  }
}
