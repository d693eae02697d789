package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.McpRequest.Invalid;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.McpTruth;
import dev.loadstone.testbed.truth.ServiceLaw;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A server of the Model Context Protocol over streamable HTTP, with sessions and without. It has no
 * stream of its own (GET is refused with 405, as the protocol allows). Thread-safe.
 *
 * <p><b>Source:</b> Model Context Protocol, revisions 2025-03-26 to 2026-07-28, Transports:
 * Streamable HTTP, Lifecycle, Tools, and Utilities: Progress.
 */
final class McpServer {
  private static final List<String> SESSION_VERSIONS =
      List.of("2025-03-26", "2025-06-18", "2025-11-25");
  private static final String VERSION_HEADER_SINCE = "2025-06-18";
  private static final String STATELESS_VERSION = "2026-07-28";
  private static final String SESSION_HEADER = "Mcp-Session-Id";
  private static final String VERSION_HEADER = "MCP-Protocol-Version";

  private static final int INVALID_REQUEST = -32600;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int INTERNAL_ERROR = -32603;
  private static final int HEADER_MISMATCH = -32020;

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicLong sessionNumbers = new AtomicLong();

  /**
   * A session.
   *
   * @param version that was agreed
   * @param requests how many it has had
   */
  private record Session(String version, AtomicInteger requests) {}

  Map<Route, Endpoint> endpoints() {
    return Map.of(Routes.MCP, this::post, Routes.MCP_END, this::delete);
  }

  private Answer delete(Call call) {
    String session = call.header(SESSION_HEADER);
    if (session == null || sessions.remove(session) == null) {
      return Answer.error(404, "unknown_session", "no such session");
    }
    call.extras().count("sessions_ended");
    return Answer.text(200, "");
  }

  private Answer post(Call call) {
    String accept = call.header("Accept");
    if (accept == null
        || !accept.contains("application/json")
        || !accept.contains("text/event-stream")) {
      return refuse(406, null, INVALID_REQUEST, "Accept must have both media types");
    }
    try {
      McpRequest request = McpRequest.read(call.body());
      return STATELESS_VERSION.equals(call.header(VERSION_HEADER))
          ? stateless(call, request)
          : inSession(call, request);
    } catch (Invalid invalid) {
      return refuse(400, null, invalid.code(), invalid.why());
    }
  }

  // --- without sessions

  private Answer stateless(Call call, McpRequest request) {
    String name = request.name();
    boolean agrees =
        request.method().equals(call.header("Mcp-Method"))
            && (name.isEmpty() || McpRequest.headerValue(name).equals(call.header("Mcp-Name")))
            && STATELESS_VERSION.equals(
                request.meta().getValue("io.modelcontextprotocol/protocolVersion"))
            && request.meta().containsKey("io.modelcontextprotocol/clientInfo")
            && request.meta().containsKey("io.modelcontextprotocol/clientCapabilities");
    if (!agrees) {
      return refuse(400, request, HEADER_MISMATCH, "headers and _meta do not fit the request");
    }
    return switch (request.method()) {
      case "server/discover" ->
          now(call, request, new JsonObject().put("supportedVersions", List.of(STATELESS_VERSION)));
      case "tools/list" -> now(call, request, tools(call.mcp()));
      case "tools/call" -> call(call, request, true);
      default -> refuse(404, request, METHOD_NOT_FOUND, "no method " + request.method());
    };
  }

  // --- with sessions

  private Answer inSession(Call call, McpRequest request) {
    if (request.method().equals("initialize")) {
      return initialize(call, request);
    }
    String id = call.header(SESSION_HEADER);
    if (id == null) {
      return refuse(400, null, INVALID_REQUEST, "the session's id is missing");
    }
    Session session = sessions.get(id);
    if (session == null) {
      return refuse(404, null, INVALID_REQUEST, "no such session");
    }
    boolean says = session.version().compareTo(VERSION_HEADER_SINCE) >= 0;
    if (says && !session.version().equals(call.header(VERSION_HEADER))) {
      return refuse(400, null, INVALID_REQUEST, "the version is not the one that was agreed");
    }
    if (request.isNotification()) {
      return new Answer(
          202, "text/plain", call.body().getBuffer(0, 0), List.of(), Answer.Delivery.WHOLE);
    }
    int limit = call.mcp().sessionRequests();
    if (limit > 0 && session.requests().incrementAndGet() > limit) {
      sessions.remove(id);
      call.extras().count("sessions_expired");
      return refuse(404, null, INVALID_REQUEST, "the session has expired");
    }
    return switch (request.method()) {
      case "ping" -> now(call, request, new JsonObject());
      case "tools/list" -> now(call, request, tools(call.mcp()));
      case "tools/call" -> call(call, request, false);
      default -> error(request, METHOD_NOT_FOUND, "no method " + request.method());
    };
  }

  private Answer initialize(Call call, McpRequest request) {
    String wanted = request.params().getString("protocolVersion", "");
    String version = SESSION_VERSIONS.contains(wanted) ? wanted : SESSION_VERSIONS.getLast();
    String id = "session-" + sessionNumbers.incrementAndGet();
    sessions.put(id, new Session(version, new AtomicInteger()));
    call.extras().count("sessions");
    JsonObject result =
        new JsonObject()
            .put("protocolVersion", version)
            .put("capabilities", new JsonObject().put("tools", new JsonObject()))
            .put("serverInfo", new JsonObject().put("name", "testbed").put("version", "1"));
    return now(call, request, result).with(SESSION_HEADER, id);
  }

  // --- tools

  private static JsonObject tools(McpTruth truth) {
    JsonArray tools = new JsonArray();
    truth
        .tools()
        .keySet()
        .forEach(name ->
            tools.add(
                new JsonObject()
                    .put("name", name)
                    .put("description", "Gives back its arguments.")
                    .put("inputSchema", new JsonObject().put("type", "object"))));
    return new JsonObject().put("resultType", "complete").put("tools", tools);
  }

  private static Answer call(Call call, McpRequest request, boolean stateless) {
    McpTruth truth = call.mcp();
    String tool = request.name();
    ServiceLaw law = truth.tools().get(tool);
    if (law == null) {
      return error(request, INVALID_PARAMS, "no tool " + tool);
    }
    long nanos = law.drawNanos(call.random());
    double fate = call.random().nextDouble();
    call.extras().count("tool_calls." + tool);
    if (fate < truth.rpcErrors()) {
      call.extras().count("rpc_errors");
      return answer(call, request, nanos, request.error(INTERNAL_ERROR, "the truth wants this"));
    }
    boolean fails = fate < truth.rpcErrors() + truth.toolErrors();
    if (fails) {
      call.extras().count("tool_errors." + tool);
    }
    JsonObject arguments = request.params().getJsonObject("arguments", new JsonObject());
    String text = fails ? "the truth wants this tool to fail" : arguments.encode();
    JsonObject result =
        new JsonObject()
            .put(
                "content",
                new JsonArray().add(new JsonObject().put("type", "text").put("text", text)))
            .put("structuredContent", arguments)
            .put("isError", fails);
    if (stateless) {
      result.put("resultType", "complete");
    }
    return answer(call, request, nanos, request.result(result));
  }

  // --- answers

  private static Answer now(Call call, McpRequest request, JsonObject result) {
    return switch (call.mcp().reply()) {
      case JSON -> Answer.json(200, request.result(result));
      case SSE, MIXED ->
          isStreamed(call)
              ? McpAnswers.streamed(request, request.result(result), 0, 0, "")
              : Answer.json(200, request.result(result));
    };
  }

  private static boolean isStreamed(Call call) {
    return switch (call.mcp().reply()) {
      case JSON -> false;
      case SSE -> true;
      case MIXED -> call.random().nextDouble() < 0.5;
    };
  }

  private static Answer answer(Call call, McpRequest request, long nanos, String message) {
    String timed = "tool_time." + request.name();
    if (!isStreamed(call)) {
      return McpAnswers.whole(message, nanos, timed);
    }
    long every = request.wantsProgress() ? call.mcp().progressEvery().toNanos() : 0;
    return McpAnswers.streamed(request, message, nanos, every, timed);
  }

  private static Answer error(McpRequest request, int code, String message) {
    return Answer.json(200, request.error(code, message));
  }

  private static Answer refuse(int status, @Nullable McpRequest request, int code, String why) {
    return Answer.json(
        status, request == null ? McpRequest.unknown(code, why) : request.error(code, why));
  }
}
