package dev.loadstone.testbed.route;

import java.util.List;
import java.util.stream.Stream;

/** The routes that the testbed serves under the truth. */
public final class Routes {
  public static final Route LOGIN = Route.of("POST /api/v1/auth/login");
  public static final Route CHAT_MESSAGE = Route.of("POST /api/v1/chat/message");
  public static final Route AGENTS = Route.of("GET /api/v1/agents");
  public static final Route CHAT_HISTORY = Route.of("GET /api/v1/chat/history/{session}");
  public static final Route WORKFLOWS = Route.of("POST /api/v1/workflows");
  public static final Route ANALYTICS = Route.of("GET /api/v1/analytics/tenant/{tenant}");

  public static final Route AGENT_RUN = Route.of("POST /agent/{id}");
  public static final Route COPILOT = Route.of("POST /api/copilotkit");
  public static final Route COPILOT_HEALTH = Route.of("GET /api/copilotkit/health");
  public static final Route OPENAI_CHAT = Route.of("POST /v1/chat/completions");
  public static final Route OPENAI_RESPONSES = Route.of("POST /v1/responses");
  public static final Route ANTHROPIC = Route.of("POST /v1/messages");

  public static final Route RPC = Route.of("POST /rpc");
  public static final Route RPC_SOCKET = Route.of("GET /rpc");

  public static final Route A2A = Route.of("POST /a2a");
  public static final Route A2A_SEND = Route.of("POST /a2a/message:send");
  public static final Route A2A_STREAM = Route.of("POST /a2a/message:stream");
  public static final Route A2A_TASK = Route.of("GET /a2a/tasks/{id}");
  public static final Route A2A_CANCEL = Route.of("POST /a2a/tasks/{id}");
  public static final Route AGENT_CARD = Route.of("GET /.well-known/agent-card.json");

  public static final Route WS_ECHO = Route.of("GET /ws/echo");
  public static final Route WS_TICKER = Route.of("GET /ws/ticker");
  public static final Route MCP = Route.of("POST /mcp");
  public static final Route MCP_END = Route.of("DELETE /mcp");

  public static final Route MESH_TOKEN = Route.of("POST /api/auth/token");
  public static final Route MESH_HEALTH = Route.of("GET /api/health");
  public static final Route ARBITRATE = Route.of("POST /api/v1/arbitrate");
  public static final Route GENERATE = Route.of("POST /api/v1/generate");
  public static final Route BALANCE = Route.of("POST /api/v1/balance");
  public static final Route COLLABORATE = Route.of("POST /api/v1/agents/collaborate");
  public static final Route ENTERPRISE = Route.of("POST /api/v1/enterprise/{feature}");

  /** An arbitration mesh between prompts and providers. */
  private static final List<Route> MESH =
      List.of(MESH_TOKEN, MESH_HEALTH, ARBITRATE, GENERATE, BALANCE, COLLABORATE, ENTERPRISE);

  public static final Route GRPC_ASK = Route.of("POST /loadstone.testbed.v1.Agent/Ask");
  public static final Route GRPC_TELL = Route.of("POST /loadstone.testbed.v1.Agent/Tell");
  public static final Route GRPC_COLLECT = Route.of("POST /loadstone.testbed.v1.Agent/Collect");
  public static final Route GRPC_CHAT = Route.of("POST /loadstone.testbed.v1.Agent/Chat");

  /** The components of a trading agent, each a service of its own. */
  public static final List<Route> COMPONENTS =
      Stream.of(
              "detection",
              "honeypot",
              "filters",
              "execution",
              "position-monitor",
              "rug-monitor",
              "privacy-layer",
              "wallet-rotation",
              "fee-optimizer",
              "metadata",
              "price-feed",
              "exit-executor",
              "full-flow")
          .map(name -> Route.of("POST /components/" + name))
          .toList();

  public static final Route PLAIN = Route.of("GET /plain");
  public static final Route ECHO = Route.of("POST /echo");
  public static final Route REDIRECT = Route.of("GET /redirect/{n}");
  public static final Route COOKIES_SET = Route.of("GET /cookies/set/{name}/{value}");
  public static final Route COOKIES = Route.of("GET /cookies");
  public static final Route BYTES = Route.of("GET /bytes/{n}");
  public static final Route CHUNKED = Route.of("GET /chunked/{n}");

  public static final Route HEALTH = Route.of("GET /health");
  public static final Route METRICS = Route.of("GET /metrics");
  public static final Route GRPC_HEALTH = Route.of("POST /grpc.health.v1.Health/Check");
  public static final Route GRPC_REFLECTION =
      Route.of("POST /grpc.reflection.v1.ServerReflection/ServerReflectionInfo");
  public static final Route GRPC_REFLECTION_ALPHA =
      Route.of("POST /grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo");

  /** What begins tasks. */
  public static final List<Route> TASKS = List.of(A2A, A2A_SEND, A2A_STREAM);

  private static final List<Route> PLATFORM =
      List.of(
          LOGIN,
          CHAT_MESSAGE,
          AGENTS,
          CHAT_HISTORY,
          WORKFLOWS,
          ANALYTICS,
          AGENT_RUN,
          COPILOT,
          COPILOT_HEALTH,
          OPENAI_CHAT,
          OPENAI_RESPONSES,
          ANTHROPIC,
          WS_ECHO,
          WS_TICKER,
          MCP,
          MCP_END,
          A2A,
          A2A_SEND,
          A2A_STREAM,
          A2A_TASK,
          A2A_CANCEL,
          AGENT_CARD,
          RPC,
          RPC_SOCKET,
          GRPC_ASK,
          GRPC_TELL,
          GRPC_COLLECT,
          GRPC_CHAT,
          PLAIN,
          ECHO,
          REDIRECT,
          COOKIES_SET,
          COOKIES,
          BYTES,
          CHUNKED);

  /** What the truth's {@code default} speaks of. */
  public static final List<Route> SERVED =
      Stream.of(PLATFORM, COMPONENTS, MESH).flatMap(List::stream).toList();

  /** What answers with streams. */
  public static final List<Route> STREAMING =
      List.of(
          AGENT_RUN,
          COPILOT,
          OPENAI_CHAT,
          OPENAI_RESPONSES,
          ANTHROPIC,
          MCP,
          A2A,
          A2A_STREAM,
          GRPC_TELL);

  /** What speaks WebSocket. */
  public static final List<Route> SOCKETS = List.of(WS_ECHO, WS_TICKER, RPC_SOCKET);

  /**
   * What only a truth that names it changes, so that watching the testbed stays possible; a freeze
   * stops it all the same.
   */
  public static final List<Route> OPERATIONAL =
      List.of(HEALTH, METRICS, GRPC_HEALTH, GRPC_REFLECTION, GRPC_REFLECTION_ALPHA);

  /** All routes, in the order in which the ledger tells them. */
  public static final List<Route> ALL =
      Stream.concat(SERVED.stream(), OPERATIONAL.stream()).toList();

  private Routes() {}
}
