package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.ValueTypes.DURATION;
import static dev.loadstone.core.plan.yaml.ValueTypes.NUMBER;
import static dev.loadstone.core.plan.yaml.ValueTypes.STEPS;
import static dev.loadstone.core.plan.yaml.ValueTypes.TEXT;
import static dev.loadstone.core.plan.yaml.ValueTypes.TRUTH;
import static dev.loadstone.core.plan.yaml.ValueTypes.WAIT;
import static dev.loadstone.core.plan.yaml.ValueTypes.choice;
import static dev.loadstone.core.plan.yaml.ValueTypes.headers;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.Anything;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.plan.EventMapping;
import dev.loadstone.core.plan.EventTime;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.TokenCount;
import dev.loadstone.core.plan.WebSocketStep;
import java.util.List;

/** The shapes of steps and of what stands in them. */
final class StepShapes {
  static final Shape TIMEOUT =
      Shape.of("timeout")
          .with(
              "connect",
              DURATION,
              "To establish a connection, TLS included; at most 10s if left out.")
          .with(
              "firstByte",
              DURATION,
              "From the request's last byte to the response's first; the total if left out.")
          .with("idle", DURATION, "Between two reads of a response; the total if left out.")
          .with("total", DURATION, "From the start of the operation to its end; 60s if left out.");

  static final Shape SLO =
      Shape.of("slo")
          .requiring("response_time", DURATION, "Within which the operation counts as goodput.");

  static final Shape EXTRACTION =
      Shape.of("extraction")
          .with("json", TEXT, "A JSON path.")
          .with("header", TEXT, "A header's name.")
          .with("regex", TEXT, "A regular expression on the body.")
          .with(
              "group",
              new Quantity(true, 0, 99),
              "Which group of the regular expression; 1 if it has one, else the whole match.")
          .with("cookie", TEXT, "A cookie's name.")
          .with("event", TEXT, "The type of a stream's event, in which json finds the value.")
          .with(
              "optional",
              TRUTH,
              "Whether there may be no such event; the variable then has no value.")
          .with(
              "text",
              choice(Extraction.StreamText.Kind.class),
              "All text of a stream: what is shown, or what the model thought.");

  static final Shape REPEAT =
      Shape.of("repeat")
          .requiring("times", new Quantity(true, 1, StepReader.REPEAT_MAX), "How often.")
          .requiring("steps", STEPS, "What is repeated.");

  static final Shape IF =
      Shape.of("if")
          .requiring("when", new Text("", List.of("${reply} contains refund")), "The condition.")
          .requiring("then", STEPS, "Run if it holds.")
          .with("else", STEPS, "Run if it does not.");

  static final Shape GROUP =
      Shape.of("group")
          .requiring("name", TEXT, "The group tag.")
          .requiring("steps", STEPS, "What is measured together.");

  static final Shape OPERATION =
      Shape.of("operation")
          .with("name", TEXT, "The step tag.")
          .with(
              "slo",
              new AnyOf(List.of(DURATION, new Mapping("slo"))),
              "The response time within which it counts as goodput.")
          .with(
              "onFailure",
              choice(HttpStepReader.OnFailure.class),
              "Whether the iteration ends when it fails; stop if left out.");

  static final Shape CANCEL_AFTER =
      Shape.of("cancel-after")
          .with(
              "events",
              new Quantity(true, 1, StreamReadingReader.EVENTS_MAX),
              "After so many frames of the stream.")
          .with("time", DURATION, "So long after the operation actually started.");

  static final Shape READ =
      Shape.of("read")
          .with(
              "rate",
              new Text("^\\s*" + NUMBER + "\\s*[kKMG]?i?B?\\s*/s\\s*$", List.of("2KB/s")),
              "How many bytes are read in a second, on average.")
          .with("pause", DURATION, "How long nothing is read after each read.");

  static final Shape EVENT_TIME =
      Shape.of("event-time")
          .requiring("path", TEXT, "The JSON path of the instant at which a frame was made.")
          .requiring(
              "unit",
              choice(WebSocketStep.Unit.class),
              "Since 1970 in s, ms, us or ns, or iso for a text as of RFC 3339, in UTC if it names"
                  + " no zone.")
          .with(
              "clock",
              choice(EventTime.Clock.class),
              "How the target's clock is compared: shared, it shows the same time; fastest, the"
                  + " fastest event of the last minutes takes no time. shared if left out.");

  static final Shape REQUEST =
      Shape.of("request")
          .with("on", TEXT, "Which target, where the plan has several.")
          .with("headers", headers(), "Request headers.")
          .with("json", new Anything(), "A JSON body.")
          .with("body", TEXT, "A text body.")
          .with("form", new MapOf(TEXT), "A form body.")
          .with("file", TEXT, "A file as the body.")
          .with(
              "timeout",
              new AnyOf(List.of(DURATION, new Mapping("timeout"))),
              "How long it may take, in all or by part.")
          .with(
              "check",
              new AnyOf(List.of(TEXT, new ListOf(TEXT))),
              "What must hold of the response.")
          .with(
              "extract",
              new MapOf(new AnyOf(List.of(TEXT, new Mapping("extraction")))),
              "What is kept of the response, by name.")
          .withAll(OPERATION);

  static final Shape STREAM =
      Shape.of("stream")
          .with(
              "stall",
              DURATION,
              "A gap between frames beyond which it is counted as a stall; 2s if left out.")
          .with(
              "cancelAfter",
              new Mapping("cancel-after"),
              "Hangs up before the stream's end, which then counts as its end.")
          .with("read", new Mapping("read"), "Reads more slowly than it comes; over HTTP/1.1.")
          .with(
              "buffered",
              choice(StreamReadingReader.Buffered.class),
              "What becomes of a stream whose tokens, five or more, all come in one read; fail if left"
                  + " out.")
          .withAll(REQUEST);

  static final Shape PLAIN_STREAM =
      Shape.of("plain-stream")
          .with(
              "token",
              TEXT,
              "The JSON path of a token's text in a frame; every frame is a token if left out.")
          .with(
              "end",
              TEXT,
              "The data or the type of the frame that ends the stream; without it the stream ends with"
                  + " the response.")
          .with(
              "timestamp",
              new Mapping("event-time"),
              "Where a frame says when it was made, so that its latency is known.")
          .withAll(STREAM);

  static final Shape HTTP_STEP =
      Shape.of("http-step")
          .requiring(
              "http",
              new Text("", List.of("POST /api/v1/chat/message", "/health")),
              "Method and path.")
          .withAll(REQUEST);

  static final Shape SSE_STEP =
      Shape.of("sse-step")
          .requiring(
              "sse",
              new Text("", List.of("GET /events", "POST /chat")),
              "Method and path of a stream of server-sent events.")
          .withAll(PLAIN_STREAM);

  static final Shape NDJSON_STEP =
      Shape.of("ndjson-step")
          .requiring(
              "ndjson",
              new Text("", List.of("POST /api/generate")),
              "Method and path of a stream of lines of JSON.")
          .withAll(PLAIN_STREAM);

  static final Shape AGUI_STEP =
      Shape.of("agui-step")
          .requiring(
              "agui",
              new Text("", List.of("/agent/support")),
              "Path of an AG-UI agent; it is asked by POST.")
          .with(
              "rules",
              choice(StreamReadingReader.Rules.class),
              "Which rules of order are checked; reference, those of the official client, if left"
                  + " out.")
          .with(
              "framing",
              choice(StreamReadingReader.AgUiFraming.class),
              "How events are told apart; sse if left out. protobuf asks for AG-UI's binary form.")
          .with(
              "events",
              new AnyOf(
                  List.of(
                      new Text("", List.of("sergas")),
                      new MapOf(
                          new AnyOf(
                              List.of(
                                  new Choice(EventMapping.TYPES),
                                  new ListOf(new Choice(EventMapping.TYPES))))))),
              "What the server's own names of events are in AG-UI, or the name of a ready-made"
                  + " mapping: sergas.")
          .with(
              "type",
              new Text("", List.of("$.type", EventMappingReader.FRAME)),
              "Beside events: where the name stands in an event, or frame for the field event of"
                  + " server-sent events; $.type if left out.")
          .with(
              "members",
              new MapOf(TEXT),
              "Beside events: where members of AG-UI's events stand in the server's, by name.")
          .with(
              "timestamp",
              new Mapping("event-time"),
              "Where a frame says when it was made, so that its latency is known.")
          .withAll(STREAM);

  static final Shape MODEL =
      Shape.of("model")
          .with(
              "stream",
              TRUTH,
              "Whether a stream is asked for; what json.stream says if left out, and if that is left"
                  + " out too, no.")
          .with(
              "tokens",
              new Choice(TokenCount.labels()),
              "How tokens are counted where the target does not say how many it made; chunks if left"
                  + " out.")
          .with(
              "price",
              TEXT,
              "Which of the plan's prices holds; that of the model in json.model if left out.")
          .withAll(STREAM);

  static final Shape OPENAI_STEP =
      Shape.of("openai-step")
          .requiring(
              "openai",
              new Text("", List.of("/v1/chat/completions")),
              "Path of a model that speaks as OpenAI's do; it is asked by POST.")
          .with(
              "api",
              choice(StreamReadingReader.Api.class),
              "Which of OpenAI's interfaces it is; chat if left out.")
          .withAll(MODEL);

  static final Shape ANTHROPIC_STEP =
      Shape.of("anthropic-step")
          .requiring(
              "anthropic",
              new Text("", List.of("/v1/messages")),
              "Path of a model that speaks as Anthropic's do; it is asked by POST.")
          .withAll(MODEL);

  static final Shape PAUSE_STEP =
      Shape.of("pause-step").requiring("pause", WAIT, "How long to wait.");

  static final Shape RECORD_STEP =
      Shape.of("record-step")
          .requiring("record", TEXT, "The name under which a figure is taken down: the record tag.")
          .with(
              "value",
              new Text("", List.of("${cost}", "1 - ${cost} / ${directCost}")),
              "A number, or arithmetic with numbers; true counts as 1, false as 0.")
          .with(
              "unit",
              choice(RecordingReader.Unit.class),
              "The unit of value if it is a time, which then has percentiles.")
          .with(
              "holds",
              new Text("", List.of("${provider} == fast")),
              "Instead of value, a condition: 1 if it holds, else 0.");

  static final Shape REPEAT_STEP =
      Shape.of("repeat-step")
          .requiring("repeat", new Mapping("repeat"), "Steps to run several times.");

  static final Shape IF_STEP =
      Shape.of("if-step")
          .requiring("if", new Mapping("if"), "Steps to run only if a condition holds.");

  static final Shape GROUP_STEP =
      Shape.of("group-step")
          .requiring(
              "group",
              new AnyOf(List.of(TEXT, new Mapping("group"))),
              "Steps to measure together, or their group's name.")
          .with("steps", STEPS, "What is measured together, where the group is only a name.");

  static final Shape CALL_STEP =
      Shape.of("call-step")
          .requiring(
              "call",
              new Text("", List.of("com.acme.MySteps#quote")),
              "A static Java method, as class#method.")
          .with("timeout", DURATION, "How long it may take; 60s if left out.")
          .withAll(OPERATION);

  private StepShapes() {}
}
