package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.Anything;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.document.ValueType.Truth;
import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.Load;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every mapping of a plan with its keys: what the reader accepts and the schema publishes. */
final class PlanShapes {
  /** The largest rate per second and the largest number of users. */
  static final double LEVEL_MAX = 1e7;

  private static final String NUMBER = "\\d+(\\.\\d+)?";
  private static final ValueType TEXT = new Text("", List.of());
  private static final ValueType DURATION =
      new Text(
          "^0$|^(\\s*" + NUMBER + "\\s*(ns|us|µs|ms|s|m|h|d))+\\s*$",
          List.of("250ms", "2s", "1m30s"));
  private static final ValueType RATE =
      new Text("^\\s*" + NUMBER + "\\s*k?\\s*/\\s*(s|m|min|h)\\s*$", List.of("200/s", "30/m"));
  private static final ValueType USERS = new Quantity(true, 0, LEVEL_MAX);
  private static final ValueType LEVEL = new AnyOf(List.of(USERS, RATE));
  private static final ValueType WAIT = new Text("", List.of("2s", "1s..3s", "exponential(2s)"));
  private static final ValueType TRUTH = new Truth();
  private static final ValueType STEPS = new ListOf(new Mapping("step"));
  private static final ValueType THRESHOLD =
      new Text(
          "",
          List.of(
              "response_time{step=chat}.p95 < 500ms",
              "error_ratio < 1%",
              "achieved_rate >= 95% of offered"));

  static final Shape LOAD =
      Shape.of("load")
          .with(
              "model",
              choice(Load.Model.class),
              "Whether arrivals have a rate of their own (open) or users start anew (closed).")
          .with(
              "arrivals",
              new Text("", List.of("constant", "poisson", "gamma(cv=2)", "trace(arrivals.csv)")),
              "How arrivals of an open workload follow one another.")
          .with(
              "warmUp",
              DURATION,
              "How long to run before the phases, outside results and thresholds.")
          .with(
              "phases",
              new ListOf(new Mapping("phase")),
              "What load there is, one stretch after the other.")
          .with(
              "profile",
              choice(Profile.class),
              "A ready-made course of the load, instead of phases.")
          .with("users", USERS, "The level of a profile, in users.")
          .with("rate", RATE, "The level of a profile, in arrivals.")
          .with("for", DURATION, "How long a profile takes.")
          .with(
              "maxInFlight",
              new Quantity(true, 1, Integer.MAX_VALUE),
              "How many iterations of an open workload may be under way at once.")
          .with("drain", DURATION, "How long iterations under way may go on after the last phase.");

  static final Shape PHASE =
      Shape.of("phase")
          .with("name", TEXT, "The phase tag; by default ramp-1, steady-2 and so on.")
          .with("from", LEVEL, "The level at the start.")
          .with("to", LEVEL, "The level at the end.")
          .with("rate", RATE, "A steady rate of arrivals.")
          .with("users", USERS, "A steady number of users.")
          .requiring("for", DURATION, "How long it takes.")
          .with(
              "steps",
              new Quantity(true, 1, LoadReader.STAIRS_MAX),
              "Makes a ramp a staircase of so many equally long levels.");

  static final Shape FEEDER =
      Shape.of("feeder")
          .with("file", TEXT, "A CSV file with a header, or one JSON object per line.")
          .with("rows", new ListOf(new MapOf(TEXT)), "The rows themselves, instead of a file.")
          .with("order", choice(Feeder.Order.class), "Which row comes next; circular if left out.");

  static final Shape CREDENTIAL =
      Shape.of("credential")
          .with("env", TEXT, "The environment variable that holds the secret.")
          .with("file", TEXT, "The file that holds the secret.");

  static final Shape TLS =
      Shape.of("tls")
          .with("ca", TEXT, "Certificates (PEM) of the authorities to be trusted.")
          .with("insecure", TRUTH, "Accepts any certificate.")
          .with(
              "provider",
              choice(HttpSettings.TlsProvider.class),
              "What speaks TLS; auto, OpenSSL where it is at hand, if left out.");

  static final Shape HTTP_SETTINGS =
      Shape.of("http")
          .with(
              "version",
              new Choice(HttpSettings.Version.labels()),
              "Which HTTP is spoken; http/1.1 if left out. auto asks the target by ALPN where there"
                  + " is TLS.")
          .with(
              "streamsPerConnection",
              new Quantity(true, 1, HttpSettingsReader.STREAMS_MAX),
              "How many requests one HTTP/2 connection carries at once; "
                  + HttpSettings.Protocol.STREAMS_DEFAULT
                  + " if left out.")
          .with(
              "pipelining",
              new Quantity(true, 1, HttpSettingsReader.PIPELINING_MAX),
              "How many requests one HTTP/1.1 connection carries at once, sent before the responses"
                  + " to those before them have come; 1 (no pipelining) if left out.")
          .with(
              "connections", choice(HttpSettings.Connections.class), "Who uses a connection again.")
          .with(
              "maxConnections",
              new Quantity(true, 1, Integer.MAX_VALUE),
              "How many connections to one target may be open at once.")
          .with(
              "localAddresses",
              new AnyOf(List.of(TEXT, new ListOf(TEXT))),
              "Addresses of this machine from which connections are opened, one after the other.")
          .with(
              "redirects",
              new AnyOf(List.of(TRUTH, new Quantity(true, 0, HttpSettingsReader.REDIRECTS_MAX))),
              "Whether, or how many, redirects are followed.")
          .with("cookies", TRUTH, "Whether a virtual user keeps cookies.")
          .with("compression", TRUTH, "Whether gzip is offered to the target.")
          .with("tls", new Mapping("tls"), "Whom to trust, and what speaks TLS.")
          .with("headers", headers(), "Headers of every HTTP step that does not set them itself.");

  static final Shape SCENARIO =
      Shape.of("scenario")
          .with(
              "weight",
              new Quantity(false, 0, 1e6),
              "Its share of the mix, relative to the other weights; 1 if left out.")
          .with("load", new Mapping("load"), "Its own load instead of a part of the mix.")
          .with("think", WAIT, "How long a user of a closed workload waits after an iteration.")
          .with(
              "pace",
              DURATION,
              "The least time from one start of an iteration to the next, in a closed workload.")
          .with("setup", STEPS, "Steps that each virtual user runs once.")
          .requiring("steps", STEPS, "What a virtual user does in an iteration.");

  static final Shape PLAN =
      Shape.of("plan")
          .requiring("name", TEXT, "A short name.")
          .with("description", TEXT, "A sentence about it.")
          .with(
              "target",
              new AnyOf(List.of(TEXT, new MapOf(TEXT))),
              "The base URL of the system under test, or several by name.")
          .with("variables", new MapOf(TEXT), "Values that each virtual user gets once.")
          .with(
              "feeders",
              new MapOf(new Mapping("feeder")),
              "Rows of data that iterations take their values from.")
          .with("credentials", new MapOf(new Mapping("credential")), "Secrets that requests need.")
          .with("http", new Mapping("http"), "How HTTP is spoken.")
          .with("load", new Mapping("load"), "How much load is intended, when.")
          .with("setup", STEPS, "Steps that each virtual user runs before anything else.")
          .with("scenarios", new MapOf(new Mapping("scenario")), "What virtual users do, by name.")
          .with("steps", STEPS, "The steps of the only scenario, instead of scenarios.")
          .with("think", WAIT, "The wait of the only scenario, beside steps.")
          .with("pace", DURATION, "The pace of the only scenario, beside steps.")
          .with("thresholds", new ListOf(THRESHOLD), "What is good enough.")
          .with(
              "tiers",
              new MapOf(new ListOf(THRESHOLD)),
              "Named sets of thresholds, of which a run may be judged by one.")
          .with("seed", new Quantity(true, Long.MIN_VALUE, Long.MAX_VALUE), "Of all randomness.");

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
          .with("cookie", TEXT, "A cookie's name.");

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

  private static final Shape OPERATION =
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

  private static final Shape REQUEST =
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

  private static final Shape STREAM =
      Shape.of("stream")
          .with(
              "stall",
              DURATION,
              "A gap between frames beyond which it is counted as a stall; 2s if left out.")
          .with(
              "cancelAfter",
              new Mapping("cancel-after"),
              "Hangs up before the stream's end, which then counts as its end.")
          .with(
              "buffered",
              choice(StreamReadingReader.Buffered.class),
              "What becomes of a stream whose tokens, five or more, all come in one read; fail if left"
                  + " out.")
          .withAll(REQUEST);

  private static final Shape PLAIN_STREAM =
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
          .withAll(STREAM);

  static final Shape OPENAI_STEP =
      Shape.of("openai-step")
          .requiring(
              "openai",
              new Text("", List.of("/v1/chat/completions")),
              "Path of a model that streams as OpenAI does; it is asked by POST.")
          .with(
              "api",
              choice(StreamReadingReader.Api.class),
              "Which of OpenAI's interfaces it is; chat if left out.")
          .withAll(STREAM);

  static final Shape ANTHROPIC_STEP =
      Shape.of("anthropic-step")
          .requiring(
              "anthropic",
              new Text("", List.of("/v1/messages")),
              "Path of a model that streams as Anthropic does; it is asked by POST.")
          .withAll(STREAM);

  static final Shape PAUSE_STEP =
      Shape.of("pause-step").requiring("pause", WAIT, "How long to wait.");

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

  static final Shape GRPC_STEP =
      Shape.of("grpc-step")
          .requiring(
              "grpc",
              new Text("", List.of("shop.Cart/Add")),
              "A gRPC method, as package.Service/Method.")
          .with("proto", TEXT, "The .proto file that defines the service.")
          .with(
              "reflection",
              TRUTH,
              "Asks the target for the definitions, before the run, instead of a .proto file.")
          .with(
              "message",
              new Anything(),
              "What is sent, as JSON of the request's type; an empty message if left out.")
          .with(
              "messages",
              new ListOf(new Anything()),
              "What is sent to a method that takes a stream, one after the other.")
          .with(
              "interval",
              DURATION,
              "How long after one message the next is due; all are sent at once if left out.")
          .with("metadata", headers(), "Further headers of the request.")
          .with(
              "stall",
              DURATION,
              "A gap between messages of the response beyond which it is counted as a stall; 2s if"
                  + " left out.")
          .with(
              "cancelAfter",
              new Mapping("cancel-after"),
              "Cancels the call before its end, which then counts as its end.")
          .with("on", TEXT, "Which target, where the plan has several.")
          .with(
              "timeout",
              new AnyOf(List.of(DURATION, new Mapping("timeout"))),
              "How long it may take, in all or by part; the total is the call's deadline.")
          .with(
              "check",
              new AnyOf(List.of(TEXT, new ListOf(TEXT))),
              "What must hold of the response: a message, or a list of those of a stream.")
          .with(
              "extract",
              new MapOf(new AnyOf(List.of(TEXT, new Mapping("extraction")))),
              "What is kept of the response, by name.")
          .withAll(OPERATION);

  /** The kinds of steps, each with the key that tells it first. */
  static final List<Shape> STEP_KINDS =
      List.of(
          HTTP_STEP,
          SSE_STEP,
          NDJSON_STEP,
          AGUI_STEP,
          OPENAI_STEP,
          ANTHROPIC_STEP,
          PAUSE_STEP,
          REPEAT_STEP,
          IF_STEP,
          GROUP_STEP,
          CALL_STEP,
          GRPC_STEP);

  private PlanShapes() {}

  /** Returns every shape, the plan's first; steps come as {@link #STEP_KINDS}. */
  static List<Shape> all() {
    List<Shape> all =
        new ArrayList<>(
            List.of(
                PLAN,
                LOAD,
                PHASE,
                FEEDER,
                CREDENTIAL,
                TLS,
                HTTP_SETTINGS,
                SCENARIO,
                TIMEOUT,
                SLO,
                CANCEL_AFTER,
                EXTRACTION,
                REPEAT,
                IF,
                GROUP));
    all.addAll(STEP_KINDS);
    return all;
  }

  private static ValueType headers() {
    return new MapOf(new AnyOf(List.of(TEXT, new ListOf(TEXT))));
  }

  private static ValueType choice(Class<? extends Enum<?>> type) {
    return new Choice(Arrays.stream(type.getEnumConstants()).map(Fields::spelling).toList());
  }
}
