package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.EventMapping;
import dev.loadstone.core.plan.EventTime;
import dev.loadstone.core.plan.EventTime.Clock;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.core.plan.Price;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Pace;
import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.core.plan.TokenCount;
import dev.loadstone.core.plan.WebSocketStep.Unit;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.DataSizes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how the response of a step is to be read as a stream. */
final class StreamReadingReader {
  /** The most frames after which a stream may be ended. */
  static final long EVENTS_MAX = 1_000_000_000_000L;

  private static final List<String> OF_STREAMS =
      List.of("stall", "cancelAfter", "buffered", "read");

  /** A gap beyond which a stream has stalled, if the plan does not say. */
  static final Duration STALL_DEFAULT = Duration.ofSeconds(2);

  private final Problems problems;
  private final PricesReader prices;
  private final boolean readsAlone;

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

  /** How AG-UI's events are told apart. */
  enum AgUiFraming {
    /** Server-sent events with JSON. */
    SSE,
    /** Messages of protobuf behind their length. */
    PROTOBUF
  }

  /** Which of several interfaces is spoken. */
  enum Api {
    /** Chat Completions. */
    CHAT,
    /** Responses. */
    RESPONSES
  }

  /**
   * Creates the reader.
   *
   * @param readsAlone whether a connection carries one request at a time
   */
  StreamReadingReader(Problems problems, PricesReader prices, boolean readsAlone) {
    this.problems = problems;
    this.prices = prices;
    this.readsAlone = readsAlone;
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
      case "agui" -> Optional.of(agUi(fields));
      case "openai" ->
          Optional.of(
              model(
                  fields,
                  fields.choice("api", Api.class).orElse(Api.CHAT) == Api.CHAT
                      ? Protocol.OPENAI_CHAT
                      : Protocol.OPENAI_RESPONSES));
      case "anthropic" -> Optional.of(model(fields, Protocol.ANTHROPIC));
      default -> Optional.empty();
    };
  }

  /** Returns how answers of MCP are read, which have no tokens. */
  static StreamReading mcp() {
    return new StreamReading(
        Protocol.MCP,
        Framing.SSE,
        Optional.empty(),
        Optional.empty(),
        false,
        STALL_DEFAULT,
        Optional.empty(),
        true);
  }

  private StreamReading agUi(Fields fields) {
    boolean strict = fields.choice("rules", Rules.class).orElse(Rules.REFERENCE) == Rules.STRICT;
    boolean binary =
        fields.choice("framing", AgUiFraming.class).orElse(AgUiFraming.SSE) == AgUiFraming.PROTOBUF;
    Optional<EventMapping> mapping = new EventMappingReader(problems).read(fields);
    if (binary && mapping.isPresent()) {
      problems.add(
          fields
              .map()
              .problem(
                  "must not map events in protobuf, which has AG-UI's own only",
                  "Remove events or framing."));
    }
    StreamReading rest = of(fields, Protocol.AG_UI, strict);
    return new StreamReading(
        Protocol.AG_UI,
        binary ? Framing.PROTOBUF : Framing.SSE,
        Optional.empty(),
        Optional.empty(),
        strict,
        rest.stall(),
        rest.cancelAfter(),
        rest.buffered(),
        TokenCount.CHUNKS,
        Optional.empty(),
        rest.pace(),
        mapping,
        eventTime(fields));
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
        rest.buffered(),
        TokenCount.CHUNKS,
        Optional.empty(),
        rest.pace(),
        Optional.empty(),
        eventTime(fields));
  }

  private StreamReading model(Fields fields, Protocol protocol) {
    StreamReading usual = of(fields, protocol, false);
    TokenCount tokens =
        fields.quantity("tokens", StreamReadingReader::tokens).orElse(TokenCount.CHUNKS);
    Optional<Price> price = prices.of(fields);
    if (asksForStream(fields)) {
      return new StreamReading(
          protocol,
          usual.framing(),
          Optional.empty(),
          Optional.empty(),
          false,
          usual.stall(),
          usual.cancelAfter(),
          usual.buffered(),
          tokens,
          price,
          usual.pace(),
          Optional.empty(),
          Optional.empty());
    }
    for (String key : OF_STREAMS) {
      fields
          .node(key)
          .ifPresent(node ->
              problems.add(
                  node.problem(
                      "must not stand where no stream is asked for",
                      "Remove it, or ask for a stream with json: {stream: true, …}.")));
    }
    return new StreamReading(
        protocol,
        Framing.DOCUMENT,
        Optional.empty(),
        Optional.empty(),
        false,
        usual.stall(),
        Optional.empty(),
        true,
        tokens,
        price,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static TokenCount tokens(String text) {
    return TokenCount.of(text.strip())
        .orElseThrow(() ->
            new InvalidTextException(
                "say how tokens are counted",
                text,
                Suggestions.fix(text.strip(), TokenCount.labels())));
  }

  /**
   * Returns whether a model is asked for a stream: as the key {@code stream} says, or else the
   * member of that name in the JSON body; without such a member it is not. A body that cannot be
   * looked into is taken to ask for one.
   */
  private boolean asksForStream(Fields fields) {
    Optional<ScalarNode> inBody =
        fields
            .node("json")
            .filter(MapNode.class::isInstance)
            .map(body -> ((MapNode) body).entries().get("stream"))
            .map(Entry::value)
            .filter(ScalarNode.class::isInstance)
            .map(ScalarNode.class::cast);
    Optional<Boolean> asked = inBody.map(ScalarNode::text).flatMap(StreamReadingReader::truth);
    Optional<Boolean> said = fields.bool("stream");
    if (said.isPresent() && asked.isPresent() && !said.equals(asked)) {
      inBody.ifPresent(node ->
          problems.add(
              node.problem(
                  "must be what the step's key stream says, got: " + asked.get(),
                  "Remove the key stream.")));
    }
    return said.or(() -> asked)
        .orElseGet(
            () -> inBody.isPresent() || !(fields.node("json").orElse(null) instanceof MapNode));
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private StreamReading of(Fields fields, Protocol protocol, boolean strict) {
    return new StreamReading(
        protocol,
        Framing.SSE,
        Optional.empty(),
        Optional.empty(),
        strict,
        stall(fields),
        cancelAfter(fields, problems),
        fields.choice("buffered", Buffered.class).orElse(Buffered.FAIL) == Buffered.ACCEPT,
        TokenCount.CHUNKS,
        Optional.empty(),
        fields.fields("read", StepShapes.READ).flatMap(read -> pace(fields, read)),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<EventTime> eventTime(Fields step) {
    return step.fields("timestamp", StepShapes.EVENT_TIME)
        .flatMap(fields -> {
          String fix = "Write timestamp: {path: $.timestamp, unit: ms}.";
          fields.required("path", fix);
          fields.required("unit", fix);
          Optional<JsonPath> path = fields.quantity("path", JsonPathParser::parse);
          Optional<Unit> unit = fields.choice("unit", Unit.class);
          Clock clock = fields.choice("clock", Clock.class).orElse(Clock.SHARED);
          fields.finish();
          return path.flatMap(where -> unit.map(in -> new EventTime(where, in, clock)));
        });
  }

  private Optional<Pace> pace(Fields step, Fields fields) {
    Optional<Long> rate = fields.quantity("rate", StreamReadingReader::bytesPerSecond);
    Optional<Duration> pause = fields.quantity("pause", Lengths::positive);
    fields.finish();
    if (fields.has("rate") == fields.has("pause")) {
      problems.add(
          fields
              .map()
              .problem(
                  "must have either rate or pause", "Write read: {rate: 2KB/s} or {pause: 50ms}."));
    } else if (!readsAlone) {
      step.node("read")
          .ifPresent(node ->
              problems.add(
                  node.problem(
                      "must not stand where a connection carries several requests at once",
                      "Remove http.version and http.pipelining, so that HTTP/1.1 is spoken.")));
    }
    return rate.isEmpty() && pause.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pace(rate.orElse(0L), pause));
  }

  private static long bytesPerSecond(String text) {
    String rate = text.strip();
    if (!rate.endsWith("/s")) {
      throw new InvalidTextException("be a data rate", text, "Write it as 2KB/s.");
    }
    long bytes = DataSizes.parse(rate.substring(0, rate.length() - 2));
    if (bytes == 0) {
      throw new InvalidTextException("be above zero", text, "Write it as 2KB/s.");
    }
    return bytes;
  }

  /** Returns the gap beyond which a stream stalls. */
  static Duration stall(Fields step) {
    return step.quantity("stall", Lengths::positive).orElse(STALL_DEFAULT);
  }

  /** Returns when the generator ends a stream; empty for never. */
  static Optional<CancelAfter> cancelAfter(Fields step, Problems problems) {
    return step.fields("cancelAfter", StepShapes.CANCEL_AFTER)
        .flatMap(fields -> cancelled(fields, problems));
  }

  private static Optional<CancelAfter> cancelled(Fields fields, Problems problems) {
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

  /** Refuses what only a step of a stream has, in another. */
  static void refuseEvents(Fields fields, List<Extraction> extractions, Problems problems) {
    for (Extraction extraction : extractions) {
      if (extraction.source() instanceof Extraction.Event
          || extraction.source() instanceof Extraction.StreamText) {
        fields
            .node("extract")
            .ifPresent(node ->
                problems.add(
                    node.problem(
                        "must not take from events, which only the steps of streams do, got: "
                            + extraction.variable(),
                        "Make it a step sse, ndjson, agui, openai or anthropic.")));
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
