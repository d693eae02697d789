package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.core.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how the response of a step is to be read as a stream. */
final class StreamReadingReader {
  /** The most frames after which a stream may be ended. */
  static final long EVENTS_MAX = 1_000_000_000_000L;

  private static final Duration STALL_DEFAULT = Duration.ofSeconds(2);

  private final Problems problems;

  /** What becomes of a stream whose tokens all come at once. */
  enum Buffered {
    /** It has failed. */
    FAIL,
    /** It is as good as any other. */
    ACCEPT
  }

  /** Which rules of a protocol are checked. */
  enum Rules {
    /** Those that the protocol's own client checks. */
    REFERENCE,
    /** All of them. */
    STRICT
  }

  /** Which of several interfaces is spoken. */
  enum Api {
    /** Chat Completions. */
    CHAT,
    /** Responses. */
    RESPONSES
  }

  StreamReadingReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Returns how a step of a kind reads its response; empty if as a whole.
   *
   * @param kind the key that tells the kind of step
   */
  Optional<StreamReading> read(String kind, Fields fields) {
    return switch (kind) {
      case "sse" -> Optional.of(plain(fields, Framing.SSE));
      case "ndjson" -> Optional.of(plain(fields, Framing.NDJSON));
      case "agui" ->
          Optional.of(
              of(
                  fields,
                  Protocol.AG_UI,
                  fields.choice("rules", Rules.class).orElse(Rules.REFERENCE) == Rules.STRICT));
      case "openai" ->
          Optional.of(
              of(
                  fields,
                  fields.choice("api", Api.class).orElse(Api.CHAT) == Api.CHAT
                      ? Protocol.OPENAI_CHAT
                      : Protocol.OPENAI_RESPONSES,
                  false));
      case "anthropic" -> Optional.of(of(fields, Protocol.ANTHROPIC, false));
      default -> Optional.empty();
    };
  }

  private StreamReading plain(Fields fields, Framing framing) {
    StreamReading rest = of(fields, Protocol.PLAIN, false);
    return new StreamReading(
        Protocol.PLAIN,
        framing,
        fields.quantity("token", JsonPathParser::parse),
        fields.quantity("end", Lengths::notBlank),
        false,
        rest.stall(),
        rest.cancelAfter(),
        rest.buffered());
  }

  private StreamReading of(Fields fields, Protocol protocol, boolean strict) {
    return new StreamReading(
        protocol,
        Framing.SSE,
        Optional.empty(),
        Optional.empty(),
        strict,
        stall(fields),
        cancelAfterOf(fields),
        fields.choice("buffered", Buffered.class).orElse(Buffered.FAIL) == Buffered.ACCEPT);
  }

  /** Returns the gap beyond which a stream stalls. */
  Duration stall(Fields fields) {
    return fields.quantity("stall", Lengths::positive).orElse(STALL_DEFAULT);
  }

  /** Returns when the generator ends a stream. */
  Optional<CancelAfter> cancelAfterOf(Fields fields) {
    return fields.fields("cancelAfter", PlanShapes.CANCEL_AFTER).flatMap(this::cancelAfter);
  }

  private Optional<CancelAfter> cancelAfter(Fields fields) {
    Optional<Long> events = fields.integer("events", 1, EVENTS_MAX);
    Optional<Duration> time = fields.quantity("time", Lengths::positive);
    fields.finish();
    if (!fields.has("events") && !fields.has("time")) {
      problems.add(
          fields
              .map()
              .problem("must say after what", "Write cancelAfter: {events: 10} or {time: 2s}."));
    }
    return events.isEmpty() && time.isEmpty()
        ? Optional.empty()
        : Optional.of(new CancelAfter(events.orElse(0L), time));
  }

  /** Refuses what looks at a body that is not kept. */
  void refuseBodies(Fields fields, List<Check> checks, List<Extraction> extractions) {
    for (Check check : checks) {
      if (check instanceof Check.Json || check instanceof Check.Body) {
        refuse(fields, "check", "must not look into the body of a stream", check.text());
      }
    }
    for (Extraction extraction : extractions) {
      if (extraction.source() instanceof Extraction.Json
          || extraction.source() instanceof Extraction.Regex) {
        refuse(fields, "extract", "must not take from the body of a stream", extraction.variable());
      }
    }
  }

  private void refuse(Fields fields, String key, String problem, String got) {
    fields
        .node(key)
        .ifPresent(node ->
            problems.add(
                node.problem(
                    problem + ", which is read as it comes and not kept, got: " + got,
                    node instanceof ScalarNode
                        ? "Remove it, or make it an http step."
                        : "Remove that, or make it an http step.")));
  }
}
