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

  public static final Route ROUTE = Route.of("POST /api/v1/route");
  public static final Route TOOLS = Route.of("GET /v1/tools");
  public static final Route TOOLS_EXEC = Route.of("POST /v1/tools/exec");
  public static final Route WORKFLOW_EXECUTE =
      Route.of("POST /api/v1/workflows/{workflow}/execute");
  public static final Route DATABASE_QUERY = Route.of("POST /api/v1/database/query");
  public static final Route CACHE = Route.of("GET /api/v1/cache/{key}");
  public static final Route WS_CHAT = Route.of("GET /ws/chat");

  /** What stands behind a multi-agent platform's chat. */
  private static final List<Route> BEHIND_CHAT =
      List.of(ROUTE, TOOLS, TOOLS_EXEC, WORKFLOW_EXECUTE, DATABASE_QUERY, CACHE, WS_CHAT);

  public static final Route LAUNCH = Route.of("POST /market/pools");
  public static final Route POOL = Route.of("GET /market/pools/{token}");
  public static final Route HONEYPOT = Route.of("POST /market/honeypot");
  public static final Route WALLET = Route.of("POST /market/wallets");
  public static final Route BUNDLE = Route.of("POST /market/bundles");
  public static final Route MEMPOOL = Route.of("GET /market/mempool/{bundle}");
  public static final Route NODE_PRIMARY = Route.of("POST /market/rpc/primary");
  public static final Route NODE_BACKUP = Route.of("POST /market/rpc/backup");
  public static final Route PRICE = Route.of("GET /market/prices/{token}");

  /** A market of new tokens. */
  private static final List<Route> MARKET =
      List.of(LAUNCH, POOL, HONEYPOT, WALLET, BUNDLE, MEMPOOL, NODE_PRIMARY, NODE_BACKUP, PRICE);

  public static final Route SYMPHONY_QUOTE = Route.of("POST /symphony/quote");
  public static final Route SYMPHONY_ROUTES = Route.of("POST /symphony/routes");
  public static final Route SYMPHONY_EXECUTE = Route.of("POST /symphony/execute");
  public static final Route DRAGONSWAP_QUOTE = Route.of("POST /dragonswap/quote");
  public static final Route DRAGONSWAP_SWAP = Route.of("POST /dragonswap/swap");
  public static final Route LIQUIDITY_ADD = Route.of("POST /dragonswap/liquidity/add");
  public static final Route LIQUIDITY_REMOVE = Route.of("POST /dragonswap/liquidity/remove");
  public static final Route LIQUIDITY_COLLECT = Route.of("POST /dragonswap/liquidity/collect");
  public static final Route ARBITRAGE = Route.of("POST /arbitrage/detect");
  public static final Route YEI_SUPPLY = Route.of("POST /yei/supply");
  public static final Route YEI_WITHDRAW = Route.of("POST /yei/withdraw");
  public static final Route YEI_BORROW = Route.of("POST /yei/borrow");
  public static final Route YEI_REPAY = Route.of("POST /yei/repay");
  public static final Route YEI_ACCOUNT = Route.of("GET /yei/accounts/{user}");
  public static final Route PORTFOLIO = Route.of("POST /api/portfolio");
  public static final Route MEMORY_ADD = Route.of("POST /memory/{session}/messages");
  public static final Route MEMORY_CONTEXT = Route.of("GET /memory/{session}/context");
  public static final Route MEMORY_FORGET = Route.of("DELETE /memory/{session}");

  /** The services of an agent with a wallet: exchanges, a lending market, a memory. */
  private static final List<Route> KIT =
      List.of(
          SYMPHONY_QUOTE,
          SYMPHONY_ROUTES,
          SYMPHONY_EXECUTE,
          DRAGONSWAP_QUOTE,
          DRAGONSWAP_SWAP,
          LIQUIDITY_ADD,
          LIQUIDITY_REMOVE,
          LIQUIDITY_COLLECT,
          ARBITRAGE,
          YEI_SUPPLY,
          YEI_WITHDRAW,
          YEI_BORROW,
          YEI_REPAY,
          YEI_ACCOUNT,
          PORTFOLIO,
          MEMORY_ADD,
          MEMORY_CONTEXT,
          MEMORY_FORGET);

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
      Stream.of(PLATFORM, COMPONENTS, MESH, BEHIND_CHAT, MARKET, KIT)
          .flatMap(List::stream)
          .toList();

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
  public static final List<Route> SOCKETS = List.of(WS_ECHO, WS_TICKER, RPC_SOCKET, WS_CHAT);

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
