package dev.loadstone.core.plan.dsl;

import dev.loadstone.core.document.Unquoted;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The kinds of steps. */
public final class Steps {
  private Steps() {}

  /**
   * Returns an HTTP request.
   *
   * @param method for example POST
   * @param url a path that begins with {@code /}, or a URL
   */
  public static HttpSpec http(String method, String url) {
    return new HttpSpec(Keys.NONE.with("http", method + " " + url));
  }

  /** Returns a GET request. */
  public static HttpSpec http(String url) {
    return new HttpSpec(Keys.NONE.with("http", url));
  }

  /**
   * Returns a stream of server-sent events.
   *
   * @param method for example POST
   * @param url a path that begins with {@code /}, or a URL
   */
  public static StreamSpec sse(String method, String url) {
    return new StreamSpec(Keys.NONE.with("sse", method + " " + url));
  }

  /** Returns a stream of lines of JSON. */
  public static StreamSpec ndjson(String method, String url) {
    return new StreamSpec(Keys.NONE.with("ndjson", method + " " + url));
  }

  /** Returns a run of an AG-UI agent, asked by POST. */
  public static StreamSpec agui(String url) {
    return new StreamSpec(Keys.NONE.with("agui", url));
  }

  /** Returns a stream of OpenAI's Chat Completions, asked for by POST. */
  public static StreamSpec openAiChat(String url) {
    return new StreamSpec(Keys.NONE.with("openai", url).with("api", "chat"));
  }

  /** Returns a stream of OpenAI's Responses, asked for by POST. */
  public static StreamSpec openAiResponses(String url) {
    return new StreamSpec(Keys.NONE.with("openai", url).with("api", "responses"));
  }

  /** Returns a stream of Anthropic's Messages, asked for by POST. */
  public static StreamSpec anthropic(String url) {
    return new StreamSpec(Keys.NONE.with("anthropic", url));
  }

  /**
   * Returns a call of JSON-RPC 2.0, asked by POST.
   *
   * @param url a path that begins with {@code /}, or a URL
   * @param method what is called
   */
  public static JsonRpcSpec jsonRpc(String url, String method) {
    return new JsonRpcSpec(Keys.NONE.with("jsonrpc", url).with("method", method));
  }

  /** Returns a batch of calls of JSON-RPC 2.0, asked by POST, that has none yet. */
  public static JsonRpcSpec jsonRpcBatch(String url) {
    return new JsonRpcSpec(Keys.NONE.with("jsonrpc", url));
  }

  /**
   * Returns a transaction on an EVM chain.
   *
   * @param url of the node: a path that begins with {@code /}, or a URL
   */
  public static EvmSpec evmTransaction(String url) {
    return new EvmSpec(Keys.NONE.with("evm", url), "transaction", Keys.NONE);
  }

  /**
   * Returns a watch of an EVM chain's blocks.
   *
   * @param url of the node: a path that begins with {@code /}, or a URL
   * @param length how long it watches
   */
  public static EvmSpec evmBlocks(String url, Duration length) {
    return new EvmSpec(
        Keys.NONE.with("evm", url), "blocks", Keys.NONE.with("for", Keys.text(length)));
  }

  /**
   * Returns a message to an agent that speaks A2A; give it a text or parts.
   *
   * @param url path of the agent
   */
  public static A2aSpec a2a(String url) {
    return new A2aSpec(Keys.NONE.with("a2a", url));
  }

  /** Returns what is done on a WebSocket, which is opened if it is not open. */
  public static WebSocketSpec webSocket(String url) {
    return new WebSocketSpec(Keys.NONE.with("websocket", url));
  }

  /**
   * Returns a request to an MCP server.
   *
   * @param url a path that begins with {@code /}, or a URL
   */
  public static McpSpec mcp(String url) {
    return new McpSpec(Keys.NONE.with("mcp", url));
  }

  /** Returns a wait. */
  public static StepSpec pause(Duration time) {
    return pause(Keys.text(time));
  }

  /**
   * Returns a wait.
   *
   * @param time {@code 2s}, {@code 1s..3s} or {@code exponential(2s)}
   */
  public static StepSpec pause(String time) {
    return new StepSpec.Plain(Keys.NONE.with("pause", time));
  }

  /**
   * Returns a number that is taken down.
   *
   * @param name the {@code record} tag
   * @param value a number or arithmetic, for example <code>1 - ${cost} / ${directCost}</code>
   */
  public static StepSpec record(String name, String value) {
    return new StepSpec.Plain(Keys.NONE.with("record", name).with("value", value));
  }

  /**
   * Returns a time that is taken down.
   *
   * @param name the {@code record} tag
   * @param value a number or arithmetic
   * @param unit its unit: from nanoseconds to seconds
   */
  public static StepSpec recordTime(String name, String value, TimeUnit unit) {
    return new StepSpec.Plain(
        Keys.NONE.with("record", name).with("value", value).with("unit", Keys.text(unit)));
  }

  /**
   * Returns whether something holds, taken down as 1 or 0.
   *
   * @param name the {@code record} tag
   * @param condition for example <code>${provider} == fast</code>
   */
  public static StepSpec recordWhether(String name, String condition) {
    return new StepSpec.Plain(Keys.NONE.with("record", name).with("holds", condition));
  }

  /** Returns steps that are run several times. */
  public static StepSpec repeat(int times, StepSpec... steps) {
    Keys inside = Keys.NONE.with("times", times).with("steps", StepSpec.valuesOf(steps));
    return new StepSpec.Plain(Keys.NONE.with("repeat", inside.values()));
  }

  /** Returns steps that are measured together. */
  public static StepSpec group(String name, StepSpec... steps) {
    return new StepSpec.Plain(
        Keys.NONE.with("group", name).with("steps", StepSpec.valuesOf(steps)));
  }

  /**
   * Returns the beginning of steps that are run only if a condition holds.
   *
   * @param condition for example <code>${reply} contains refund</code>
   */
  public static IfSpec when(String condition) {
    return new IfSpec(Keys.NONE.with("when", condition));
  }

  /**
   * Returns a call of a static Java method.
   *
   * @param method as {@code com.acme.MySteps#quote}
   */
  public static CallSpec call(String method) {
    return new CallSpec(Keys.NONE.with("call", method));
  }

  /**
   * Returns a call of a gRPC method; {@link GrpcSpec#proto} or {@link GrpcSpec#reflection} says
   * where it is defined.
   *
   * @param method as {@code shop.Cart/Add}
   */
  public static GrpcSpec grpc(String method) {
    return new GrpcSpec(Keys.NONE.with("grpc", method));
  }

  /**
   * Returns a step of a kind that is not built in.
   *
   * @param kind for example {@code redis}
   * @param value what stands behind the kind's key: a text, or a list or a map of such
   */
  public static ConnectorSpec connector(String kind, Object value) {
    return new ConnectorSpec(Keys.NONE.with(kind, value));
  }

  /**
   * Returns a value in a JSON body that is a number, true, false or null if that is what the
   * expression turns out to be; a plain text with the expression in it is always a string.
   *
   * @param expression for example <code>${count}</code>
   */
  public static Object value(String expression) {
    return new Unquoted(expression);
  }
}
