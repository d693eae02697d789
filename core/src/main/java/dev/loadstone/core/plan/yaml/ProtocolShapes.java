package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.StepShapes.OPERATION;
import static dev.loadstone.core.plan.yaml.ValueTypes.DURATION;
import static dev.loadstone.core.plan.yaml.ValueTypes.TEXT;
import static dev.loadstone.core.plan.yaml.ValueTypes.TRUTH;
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
import dev.loadstone.core.plan.A2a;
import dev.loadstone.core.plan.EvmBlocks;
import dev.loadstone.core.plan.McpStep;
import dev.loadstone.core.plan.WebSocketStep;
import java.util.List;

/** The shapes of steps of single protocols, and of what stands in them. */
final class ProtocolShapes {
  static final Shape RPC_REQUEST =
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

  static final Shape RPC_CALL =
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
              "How often the receipt is asked for, or none; 100ms if left out.")
          .with(
              "countBlocks",
              TRUTH,
              "Whether the newest block is asked for right before, to count the blocks from there to"
                  + " the receipt's; false if left out.");

  static final Shape EVM_BLOCKS =
      Shape.of("evm-blocks")
          .requiring("for", DURATION, "How long blocks are watched.")
          .with(
              "by",
              choice(EvmBlocks.Source.class),
              "Whether the newest is asked for, or the node tells of each over a WebSocket at the"
                  + " step's path; poll if left out.")
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
          .with("compress", TRUTH, "Sends messages compressed by gzip.")
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

  private ProtocolShapes() {}
}
