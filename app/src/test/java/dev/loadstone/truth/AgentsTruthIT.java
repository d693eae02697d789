package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.Main;
import dev.loadstone.testbed.ledger.ExtraLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plans of the suite agents find what the testbed was told, and what its ledger says. */
class AgentsTruthIT {
  private static final SuitePlans SUITE = SuitePlans.of("agents");

  @TempDir Path folder;

  @Test
  void routesThatAreWrong_areThoseOfTheLedger() throws IOException {
    try (TruthBench bench =
        new TruthBench(folder, SUITE.truth("wrongRoutes: 2%", "wrongRoutes: 20%"))) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("router.yaml"),
              "--set=load.phases[0].for=1s",
              "--set=load.phases[1].for=1s",
              "--set=load.phases[2].for=1s",
              "--set=load.phases[3].for=1s",
              "--set=load.drain=60s");
      ExtraLedger ledger = bench.ledger().route("POST /api/v1/route").extras();

      double right = ledger.count("right_routes");
      double all = right + ledger.count("wrong_routes");
      assertThat(ran.observed("recorded{record=right_agent}.mean >= 90%"))
          .isCloseTo(right / all, within(1e-9))
          .isBetween(0.7, 0.9);
    }
  }

  @Test
  void costOfAMessage_isThatOfTheLedgersTokens() throws IOException {
    try (TruthBench bench =
        new TruthBench(folder, SUITE.truth("wrongRoutes: 2%", "replyTokens: 900"))) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("users.yaml"),
              "--set=load.phases[0].for=1s",
              "--set=load.phases[1].for=3s",
              "--set=scenarios.rapid.load.phases[0].for=1s",
              "--set=scenarios.rapid.load.phases[1].for=3s",
              "--set=load.drain=60s");
      ExtraLedger ledger = bench.ledger().route("POST /api/v1/chat/message").extras();
      double messages = ledger.count("reply_tokens") / 900.0;
      double dollars =
          (ledger.count("prompt_tokens") * 3.0 + ledger.count("reply_tokens") * 15) / 1e6;

      assertThat(ran.observed("recorded{record=cost}.mean < 0.01"))
          .isCloseTo(dollars / messages, within(1e-6))
          .isGreaterThan(0.01);
    }
  }

  @Test
  void tenantThatIsDisfavoured_lowersJainsIndex_asTheArithmeticHasIt() throws IOException {
    String unfair = "tenants: {tenant-b: {law: constant, value: 150ms}}";
    try (TruthBench bench = new TruthBench(folder, SUITE.truth("wrongRoutes: 2%", unfair))) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("fairness.yaml"),
              "--set=scenarios.tenant-a.load.phases[0].for=3s",
              "--set=scenarios.tenant-b.load.phases[0].for=3s",
              "--set=scenarios.tenant-c.load.phases[0].for=3s",
              "--set=scenarios.noisy.load.phases[0].for=3s");
      // Of users who think for 50 ms and wait for 22 ms, or for 172 ms, those have 3.1 times as
      // much.
      double other = (50 + 22.4) / (50 + 172.4);
      double jain = (2 + other) * (2 + other) / (3 * (2 + other * other));

      assertThat(ran.observed("(operation_rate{step=chat-a}")).isCloseTo(jain, within(0.04));
    }
  }

  @Test
  void contentionOfInstances_isTheEfficiencyThatIsLost() throws IOException {
    Files.copy(SUITE.resolve("scaling.yaml"), folder.resolve("scaling.yaml"));
    Files.writeString(
        folder.resolve("truth.yaml"),
        Files.readString(SUITE.resolve("capacity.yaml")) + "platform: {contention: 20%}\n");
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            """
            name: contended
            truth: truth.yaml
            plans: {scaling: scaling.yaml}
            profiles:
              quick:
                runs:
                  - plan: scaling
                    matrix: [{instances: 1, users: 12}, {instances: 4, users: 48}]
                    name: scaling-${instances}
                    instances: ${instances}
                    set: {"load.phases[0].users": "${users}", "load.phases[0].for": 3s, load.warmUp: 1s}
            gates:
              - name: efficiency
                run: scaling-4
                value: operation_rate
                over: {run: scaling-1, value: 4 * operation_rate}
                as: percent
                limit: ">= 80%"
            """);
    Path out = folder.resolve("out");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code =
        Main.run(
            new String[] {"suite", "run", suite.toString(), "--quiet", "--out=" + out},
            stream,
            stream,
            Map.of());

    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isIn(3, 5);
    JsonNode gate =
        new ObjectMapper()
            .readTree(Files.readString(out.resolve("suite.json")))
            .get("gates")
            .get(0);
    assertThat(gate.get("observed").asDouble()).isCloseTo(1 / 1.6, within(0.08));
  }
}
