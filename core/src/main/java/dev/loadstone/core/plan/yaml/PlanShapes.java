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
import dev.loadstone.core.plan.A2a;
import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.McpStep;
import dev.loadstone.core.plan.TokenCount;
import dev.loadstone.core.plan.WebSocketStep;
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
  private static final ValueType PER_MILLION =
      new Text("^\\s*\\d{1,6}(\\.\\d{1,6})?\\s*$", List.of("0.15"));
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
          .with("prices", new Mapping("prices"), "What the tokens of models cost.")
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

  static final Shape PRICE =
      Shape.of("price")
          .requiring("input", PER_MILLION, "Of a million tokens of prompts.")
          .with("cachedInput", PER_MILLION, "Of those read from a cache; as input if left out.")
          .with("cacheWrite", PER_MILLION, "Of those written to a cache; as input if left out.")
          .requiring("output", PER_MILLION, "Of a million tokens of answers, reasoning included.");

  static final Shape PRICES =
      Shape.of("prices")
          .requiring("currency", TEXT, "In which all prices are.")
          .requiring(
              "models", new MapOf(new Mapping("price")), "The price of each model, by its name.");

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

  static final Shape READ =
      Shape.of("read")
          .with(
              "rate",
              new Text("^\\s*" + NUMBER + "\\s*[kKMG]?i?B?\\s*/s\\s*$", List.of("2KB/s")),
              "How many bytes are read in a second, on average.")
          .with("pause", DURATION, "How long nothing is read after each read.");

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

  private static final Shape RPC_REQUEST =
      Shape.of("rpc-request")
          .with("on", TEXT, "Which target, where the plan has several.")
          .with("headers", headers(), "Request headers.")
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

  private static final Shape RPC_CALL =
      Shape.of("rpc-call")
          .with("method", TEXT, "What is called.")
          .with("params", new Anything(), "Its parameters: a list or a mapping.")
          .with("notification", TRUTH, "Whether it must not be answered.");

  static final Shape RPC_ELEMENT = Shape.of("rpc-element").withAll(RPC_CALL);

  static final Shape JSONRPC_STEP =
      Shape.of("jsonrpc-step")
          .requiring(
              "jsonrpc",
              new Text("", List.of("/rpc")),
              "Path of a JSON-RPC 2.0 server; it is asked by POST.")
          .withAll(RPC_CALL)
          .with(
              "batch",
              new ListOf(new Mapping("rpc-element")),
              "Calls that are sent as one batch, instead of method.")
          .withAll(RPC_REQUEST);

  static final Shape EVM_ACCOUNTS =
      Shape.of("evm-accounts")
          .with("mnemonic", TEXT, "Words from which keys are derived (BIP-39, m/44'/60'/0'/0/i).")
          .with(
              "first",
              new Quantity(true, 0, EvmReader.ACCOUNTS_MAX),
              "Number of the first account that is derived; 0 if left out.")
          .with(
              "count",
              new Quantity(true, 1, EvmReader.ACCOUNTS_MAX),
              "How many accounts are derived; 1 if left out.")
          .with("keys", new ListOf(TEXT), "Private keys, instead of a mnemonic.");

  static final Shape EVM_TRANSACTION =
      Shape.of("evm-transaction")
          .requiring(
              "accounts",
              new Mapping("evm-accounts"),
              "Who signs; each virtual user has one account for itself.")
          .with("to", TEXT, "The address that is called or paid; none makes a contract.")
          .with("value", TEXT, "How many wei are paid; 0 if left out.")
          .with("data", TEXT, "Data in hexadecimal; none if left out.")
          .with(
              "gas",
              new Quantity(true, 21_000, EvmReader.GAS_MAX),
              "The gas limit; the node's estimate and a fifth if left out.")
          .with(
              "gasPrice",
              TEXT,
              "The most wei for a unit of gas; twice what the node says if left out.")
          .with("type", choice(EvmReader.Type.class), "What kind it is; eip1559 if left out.")
          .with(
              "ahead",
              new Quantity(true, 1, EvmReader.AHEAD_MAX),
              "How many of an account are signed before they are needed; 4 if left out.")
          .with(
              "receipt",
              new AnyOf(List.of(DURATION, new Choice(List.of("none")))),
              "How often the receipt is asked for, or none; 100ms if left out.");

  static final Shape EVM_BLOCKS =
      Shape.of("evm-blocks")
          .requiring("for", DURATION, "How long blocks are watched.")
          .with("poll", DURATION, "How often the newest is asked for; 20ms if left out.")
          .with("blockTime", DURATION, "The interval that blocks should have.")
          .with("tolerance", DURATION, "How far they may be off; an eighth of it if left out.");

  static final Shape EVM_STEP =
      Shape.of("evm-step")
          .requiring(
              "evm",
              new Text("", List.of("/", "/rpc")),
              "Path of an EVM node; it is asked by POST.")
          .with("transaction", new Mapping("evm-transaction"), "Sends a transaction.")
          .with("blocks", new Mapping("evm-blocks"), "Watches the chain's blocks.")
          .withAll(RPC_CALL)
          .with(
              "batch",
              new ListOf(new Mapping("rpc-element")),
              "Calls that are sent as one batch, instead of method.")
          .withAll(RPC_REQUEST);

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
          .with("read", new Mapping("read"), "Reads more slowly than it comes; over HTTP/1.1.")
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

  private static final Shape MODEL =
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

  static final Shape A2A_MESSAGE =
      Shape.of("a2a-message")
          .with("text", TEXT, "The text of the only part.")
          .with("parts", new ListOf(new Anything()), "All parts, as the protocol writes them.")
          .with("contextId", TEXT, "The conversation that it belongs to; a new one if left out.")
          .with("taskId", TEXT, "The task that it goes on with; a new one if left out.")
          .with("metadata", new Anything(), "Metadata of the message.");

  static final Shape TASK_CANCEL =
      Shape.of("task-cancel")
          .requiring("time", DURATION, "So long after the operation actually started.");

  static final Shape A2A_STEP =
      Shape.of("a2a-step")
          .requiring(
              "a2a",
              new Text("", List.of("/a2a")),
              "Path of an agent that speaks A2A; with binding rest what stands before"
                  + " /message:send.")
          .with("version", new Choice(A2a.Version.labels()), "The version of A2A; 1.0 if left out.")
          .with("binding", choice(A2a.Binding.class), "What carries it; jsonrpc if left out.")
          .with(
              "mode",
              choice(A2a.Mode.class),
              "How the task is followed: by a stream, by the reply itself, or by asking again;"
                  + " stream if left out.")
          .requiring("message", new Mapping("a2a-message"), "What is said.")
          .with(
              "pollEvery",
              DURATION,
              "From the reply to one question to the next question, of mode poll; 500ms if left"
                  + " out.")
          .with("cancelAfter", new Mapping("task-cancel"), "Cancels the task before its end.")
          .with(
              "stall",
              DURATION,
              "A gap between events beyond which it is counted as a stall; 2s if left out.")
          .with(
              "buffered",
              choice(StreamReadingReader.Buffered.class),
              "What becomes of a stream whose artifact, five pieces or more, comes in one read; fail"
                  + " if left out.")
          .with("on", TEXT, "Which target, where the plan has several.")
          .with("headers", headers(), "Request headers.")
          .with(
              "timeout",
              new AnyOf(List.of(DURATION, new Mapping("timeout"))),
              "How long it may take, in all or by part.")
          .with("extract", new MapOf(choice(A2a.Fact.class)), "What is kept of the task, by name.")
          .withAll(OPERATION);

  static final Shape REPLY =
      Shape.of("reply")
          .requiring("id", TEXT, "The JSON path of the id in the reply.")
          .with("request", TEXT, "The one in the message that is sent; the same if left out.");

  static final Shape RECEIVE =
      Shape.of("receive")
          .with(
              "messages",
              new Quantity(true, 1, WebSocketStepReader.MESSAGES_MAX),
              "Until so many messages came that are no replies.")
          .with("time", DURATION, "Until so long after the connection was open.");

  static final Shape TIMESTAMP =
      Shape.of("timestamp")
          .requiring("path", TEXT, "The JSON path of the instant at which a message was made.")
          .requiring(
              "unit",
              choice(WebSocketStep.Unit.class),
              "Since 1970 in s, ms, us or ns, or iso for a text as of RFC 3339.");

  static final Shape WEBSOCKET_STEP =
      Shape.of("websocket-step")
          .requiring(
              "websocket",
              new Text("", List.of("/ws/chat")),
              "Path of a WebSocket; it is opened if the virtual user has not done so.")
          .with("on", TEXT, "Which target, where the plan has several.")
          .with("headers", headers(), "Headers of the opening handshake.")
          .with(
              "subprotocol",
              new AnyOf(List.of(TEXT, new ListOf(TEXT))),
              "Subprotocols that are offered, the preferred first; the server must choose one.")
          .with(
              "connection",
              TEXT,
              "Which of the user's connections to the target it is; one for each path if left out.")
          .with("json", new Anything(), "Sends a text message of JSON.")
          .with("text", TEXT, "Sends a text message.")
          .with("binary", TEXT, "Sends a binary message, given in base64.")
          .with(
              "times",
              new Quantity(true, 1, WebSocketStepReader.TIMES_MAX),
              "How often the message is sent, at once, each time with values of its own; 1 if left"
                  + " out.")
          .with(
              "reply",
              new AnyOf(List.of(new Choice(List.of("order")), new Mapping("reply"))),
              "Awaits a reply to each message: the next message, by order, or the one with the same"
                  + " id.")
          .with("receive", new Mapping("receive"), "Awaits messages that nobody asked for.")
          .with(
              "timestamp",
              new Mapping("timestamp"),
              "Where a message says when it was made, so that its latency is known.")
          .with(
              "check",
              new AnyOf(List.of(TEXT, new ListOf(TEXT))),
              "What must hold of each reply, or of each message received if no reply is awaited.")
          .with(
              "extract",
              new MapOf(new AnyOf(List.of(TEXT, new Mapping("extraction")))),
              "What is kept of the last of them, by name.")
          .with("ping", TRUTH, "Whether a ping is sent and its pong awaited.")
          .with(
              "close",
              new Quantity(true, WebSocketStepReader.CLOSE_MIN, WebSocketStepReader.CLOSE_MAX),
              "Closes the connection with this code in the end.")
          .with(
              "timeout",
              new AnyOf(List.of(DURATION, new Mapping("timeout"))),
              "How long it may take, in all or by part.")
          .withAll(OPERATION);

  static final Shape MCP_STEP =
      Shape.of("mcp-step")
          .requiring("mcp", new Text("", List.of("/mcp")), "Path of an MCP server.")
          .with(
              "protocolVersion",
              new Choice(McpStep.Version.labels()),
              "What is spoken; "
                  + McpStepReader.VERSION_DEFAULT.label()
                  + " if left out. There are sessions up to 2025-11-25, and none from 2026-07-28"
                  + " on.")
          .with("call", TEXT, "The name of the tool to be called.")
          .with("arguments", new Anything(), "What the tool is given, a mapping.")
          .with(
              "list",
              choice(McpStepReader.Listed.class),
              "What is to be listed, page after page, instead of a call.")
          .with(
              "method",
              new Text("", List.of("prompts/get", "ping")),
              "Any method of the protocol, instead of a call.")
          .with("params", new Anything(), "The parameters of that method, a mapping.")
          .with("progress", TRUTH, "Asks to be told of progress.")
          .with("on", TEXT, "Which target, where the plan has several.")
          .with("headers", headers(), "Request headers.")
          .with(
              "timeout",
              new AnyOf(List.of(DURATION, new Mapping("timeout"))),
              "How long each request may take, in all or by part.")
          .with(
              "check",
              new AnyOf(List.of(TEXT, new ListOf(TEXT))),
              "What must hold of the response; JSON paths look into the JSON-RPC answer.")
          .with(
              "extract",
              new MapOf(new AnyOf(List.of(TEXT, new Mapping("extraction")))),
              "What is kept of the response, by name.")
          .withAll(OPERATION);

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

  /** The kinds of steps, each with the key that tells it first. */
  static final List<Shape> STEP_KINDS =
      List.of(
          HTTP_STEP,
          SSE_STEP,
          NDJSON_STEP,
          AGUI_STEP,
          OPENAI_STEP,
          ANTHROPIC_STEP,
          A2A_STEP,
          WEBSOCKET_STEP,
          MCP_STEP,
          JSONRPC_STEP,
          EVM_STEP,
          PAUSE_STEP,
          REPEAT_STEP,
          IF_STEP,
          GROUP_STEP,
          CALL_STEP);

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
                PRICES,
                PRICE,
                TIMEOUT,
                SLO,
                CANCEL_AFTER,
                A2A_MESSAGE,
                TASK_CANCEL,
                REPLY,
                RECEIVE,
                TIMESTAMP,
                READ,
                RPC_ELEMENT,
                EVM_TRANSACTION,
                EVM_ACCOUNTS,
                EVM_BLOCKS,
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
