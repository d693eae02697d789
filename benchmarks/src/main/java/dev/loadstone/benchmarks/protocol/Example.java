package dev.loadstone.benchmarks.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * An example plan of a protocol.
 *
 * @param name for people
 * @param plan its file, below {@code examples}
 * @param truth the file of the testbed's truth, below {@code examples}; empty for the usual one
 * @param comparisons what is compared
 */
record Example(String name, String plan, String truth, List<Comparison> comparisons) {
  private static final String AGENT = "POST /agent/{id}";
  private static final String MCP = "POST /mcp";

  /** Returns all of them. */
  static List<Example> all() {
    return List.of(
        new Example("streams", "02-agent-streams/plan.yaml", "", streams()),
        new Example(
            "agui",
            "02-agent-streams/conversation.yaml",
            "02-agent-streams/asking.yaml",
            conversation()),
        new Example(
            "own-names",
            "02-agent-streams/own-names.yaml",
            "",
            stream(List.of("ready-made", "written-out"), "POST /api/copilotkit")),
        new Example("mcp", "03-mcp/plan.yaml", "03-mcp/truth.yaml", mcp()),
        new Example("a2a", "04-a2a/plan.yaml", "04-a2a/agent.yaml", a2a()),
        new Example("websocket", "05-websocket/plan.yaml", "05-websocket/truth.yaml", sockets()),
        new Example("evm", "06-evm/plan.yaml", "", evm()),
        new Example("grpc", "07-grpc/plan.yaml", "", grpc()),
        new Example("models", "08-model-apis/plan.yaml", "", models()));
  }

  private static List<Comparison> models() {
    List<Comparison> all = new ArrayList<>();
    all.addAll(first("token", List.of("streamed", "slow-reader"), "POST /v1/chat/completions"));
    all.addAll(first("token", List.of("impatient"), "POST /v1/messages"));
    return all;
  }

  /** Compares the first of something, from the request's sending, and from its intended start. */
  private static List<Comparison> first(String what, List<String> steps, String route) {
    String times = what.equals("status") ? "first_status" : "first_token";
    Comparison sent = Comparison.of("first_" + what + "_time", steps, route, "stream", times);
    return List.of(sent, sent.beside("time_to_first_" + what, "the way to the request's sending"));
  }

  private static List<Comparison> streams() {
    List<Comparison> all = new ArrayList<>();
    all.addAll(stream(List.of("agent"), AGENT));
    all.addAll(stream(List.of("chat"), "POST /v1/chat/completions"));
    all.addAll(stream(List.of("responses"), "POST /v1/responses"));
    all.addAll(stream(List.of("messages"), "POST /v1/messages"));
    return all;
  }

  private static List<Comparison> stream(List<String> steps, String route) {
    List<Comparison> all = new ArrayList<>(first("token", steps, route));
    all.add(Comparison.of("inter_token_time", steps, route, "stream", "token_gap"));
    all.add(Comparison.of("time_to_last_token", steps, route, "stream", "last_token"));
    return all;
  }

  private static List<Comparison> conversation() {
    List<String> steps = List.of("first-turn", "resume", "second-turn");
    List<Comparison> all = new ArrayList<>(stream(steps, AGENT));
    all.add(Comparison.of("tool_execution_time", steps, AGENT, "stream", "tool_time"));
    return all;
  }

  private static List<Comparison> mcp() {
    return List.of(
        Comparison.of(
                "tool_time",
                List.of("lookup", "stateless-lookup"),
                MCP,
                "extras",
                "tool_time.lookup")
            .with("tool", "lookup"),
        Comparison.of("tool_time", List.of("quote"), MCP, "extras", "tool_time.quote")
            .with("tool", "quote"),
        Comparison.of("progress_gap", List.of("quote"), MCP, "extras", "progress_gap"));
  }

  private static List<Comparison> a2a() {
    List<String> rpc = List.of("ask", "answer", "old");
    List<String> rest = List.of("rest", "cancel");
    List<Comparison> all = new ArrayList<>();
    all.addAll(first("status", rpc, "POST /a2a"));
    all.addAll(first("artifact", rpc, "POST /a2a"));
    all.addAll(first("status", rest, "POST /a2a/message:stream"));
    all.addAll(first("artifact", rest, "POST /a2a/message:stream"));
    return all;
  }

  private static List<Comparison> sockets() {
    String ticker = "GET /ws/ticker";
    return List.of(
        Comparison.of("reply_time", List.of("ask", "burst"), "GET /ws/echo", "socket", "reply"),
        Comparison.of("message_latency", List.of("listen"), ticker, "socket", "latency"),
        Comparison.of("message_gap", List.of("listen"), ticker, "socket", "gap"));
  }

  private static List<Comparison> grpc() {
    List<String> steps = List.of("tell");
    String route = "POST /loadstone.testbed.v1.Agent/Tell";
    List<Comparison> all = new ArrayList<>(first("event", steps, route));
    all.add(Comparison.of("event_gap", steps, route, "stream", "token_gap"));
    return all;
  }

  private static List<Comparison> evm() {
    return List.of(
        Comparison.of("block_interval", List.of("heads"), "", "block_interval"),
        Comparison.of("block_interval", List.of("blocks"), "", "block_interval"),
        Comparison.of("submit_to_receipt", List.of("transfer"), "", "receipt"),
        Comparison.of("submit_to_receipt", List.of("transfer"), "", "inclusion")
            .beside("submit_to_receipt", "the wait for the next question"));
  }
}
