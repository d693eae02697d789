package dev.loadstone.testbed.platform;

import dev.loadstone.core.document.Fields;
import dev.loadstone.testbed.ledger.ExtraRecorder;
import dev.loadstone.testbed.mesh.Collaboration;
import dev.loadstone.testbed.truth.MeshTruth.Mode;
import dev.loadstone.testbed.truth.MeshTruth.Teamwork;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** What the mesh answers when agents are to work together. */
final class MeshTeams {
  private static final int AGENTS_MAX = 1_000;
  private static final int ROUNDS = 5;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int THOUSAND = 1_000;

  private MeshTeams() {}

  static Answer collaborate(Call call, JsonScalars body) {
    String task = body.text("task_type");
    int agents = agents(body);
    Optional<Mode> mode = mode(body.text("collaboration_mode"));
    OptionalInt rounds = rounds(body.text("requirements.max_rounds"));
    if (task.isEmpty() || agents == 0 || mode.isEmpty() || rounds.isEmpty()) {
      return Answer.error(
          400,
          "bad_request",
          "task_type and agents must not be empty, collaboration_mode must be a known one,"
              + " max_rounds a number from 1 to 1000");
    }
    Teamwork law = call.mesh().truth().teamwork();
    Collaboration done =
        Collaboration.of(law, mode.get(), agents, rounds.getAsInt(), call.random(), call.times());
    note(done, law, call.extras());
    return Answer.json(200, told(call, task, done, law)).later(done.nanos(), false);
  }

  private static int agents(JsonScalars body) {
    int agents = 0;
    while (agents < AGENTS_MAX && body.has("agents[" + agents + "]")) {
      agents++;
    }
    return agents;
  }

  private static Optional<Mode> mode(String word) {
    return Arrays.stream(Mode.values())
        .filter(mode -> Fields.spelling(mode).equals(word))
        .findFirst();
  }

  private static OptionalInt rounds(String text) {
    if (text.isEmpty()) {
      return OptionalInt.of(ROUNDS);
    }
    boolean fits = text.matches("[1-9]\\d{0,2}|1000");
    return fits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  private static void note(Collaboration done, Teamwork law, ExtraRecorder extras) {
    String mode = Fields.spelling(done.mode());
    extras.count("collaborations." + mode);
    extras.time("collaboration_time." + mode, done.nanos());
    extras.time("coordination_time." + mode, done.coordinationNanos());
    extras.add("messages", done.messages());
    extras.add("message_bytes", done.messages() * law.messageBytes());
    if (done.mode() == Mode.CONSENSUS) {
      extras.count(done.agreed() ? "consensus_reached" : "consensus_missed");
    }
  }

  private static String told(Call call, String task, Collaboration done, Teamwork law) {
    JsonText json = new JsonText().open().field("collaboration_id", "col-" + call.number());
    json.field("task_type", task).field("collaboration_mode", Fields.spelling(done.mode()));
    json.field("status", done.agreed() ? "completed" : "no_consensus");
    json.field("agents_participating", done.agents());
    if (done.mode() == Mode.CONSENSUS) {
      json.field("consensus_reached", done.agreed());
    }
    json.field("rounds", done.rounds()).name("execution_metrics").open();
    json.fieldThousandths("duration", done.nanos() / NANOS_PER_MICRO);
    json.fieldThousandths("work_time", done.workNanos() / NANOS_PER_MICRO);
    json.fieldThousandths("coordination_time", done.coordinationNanos() / NANOS_PER_MICRO);
    json.fieldThousandths("parallel_efficiency", Math.round(done.parallelEfficiency() * THOUSAND));
    json.close().name("communication").open().field("messages", done.messages());
    json.field("overhead_bytes", done.messages() * law.messageBytes());
    json.field("payload_bytes", call.body().length());
    return json.close().close().toString();
  }
}
