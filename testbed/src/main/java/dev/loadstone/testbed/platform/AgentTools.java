package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.PlatformTruth;
import dev.loadstone.testbed.truth.PlatformTruth.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * What stands behind a multi-agent platform's chat: a router that decides which agent answers, the
 * tools that agents call, the execution of workflows, a database and a cache.
 */
final class AgentTools {
  /** Agents by the words of a message that call for them; the first whose words are in it. */
  private static final Map<String, Pattern> CALLED_FOR = calledFor();

  private static final String OTHERWISE = "agent-knowledge";
  private static final int CONFIDENCE_RIGHT = 930;
  private static final int CONFIDENCE_WRONG = 610;
  private static final int QUERY_ROWS_MAX = 1_000;

  private AgentTools() {}

  private static Map<String, Pattern> calledFor() {
    Map<String, Pattern> words = new LinkedHashMap<>();
    words.put("agent-billing", words("invoice|refund|payment|charged"));
    words.put("agent-sales", words("quote|discount|price|buy"));
    words.put("agent-support", words("order|delivery|parcel|return"));
    words.put("agent-workflow", words("approve|workflow|escalate"));
    return words;
  }

  private static Pattern words(String any) {
    return Pattern.compile("\\b(" + any + ")", Pattern.CASE_INSENSITIVE);
  }

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.ROUTE, call -> read(call, AgentTools::route),
        Routes.TOOLS, AgentTools::tools,
        Routes.TOOLS_EXEC, call -> read(call, AgentTools::execute),
        Routes.WORKFLOW_EXECUTE, call -> read(call, AgentTools::workflow),
        Routes.DATABASE_QUERY, call -> read(call, AgentTools::query),
        Routes.CACHE, AgentTools::cache);
  }

  private static Answer read(Call call, BiFunction<Call, JsonScalars, Answer> answer) {
    return JsonScalars.read(call.body())
        .map(body -> answer.apply(call, body))
        .orElseGet(() -> Answer.error(400, "bad_request", "the body must be a JSON object"));
  }

  private static Answer missing(String member) {
    return Answer.error(400, "bad_request", member + " must not be empty");
  }

  // --- the router

  private static Answer route(Call call, JsonScalars body) {
    String message = body.text("message");
    if (message.isEmpty()) {
      return missing("message");
    }
    String right = rightAgent(message);
    boolean errs = call.random().nextDouble() < call.platform().wrongRoutes();
    call.extras().count(errs ? "wrong_routes" : "right_routes");
    JsonText json = new JsonText().open().field("request_id", "route-" + call.number());
    json.field("agent", errs ? other(right) : right);
    json.field("tier", message.length() > 120 ? "complex" : "simple");
    json.fieldThousandths("confidence", errs ? CONFIDENCE_WRONG : CONFIDENCE_RIGHT);
    return Answer.json(200, json.close().toString());
  }

  private static String rightAgent(String message) {
    return CALLED_FOR.entrySet().stream()
        .filter(agent -> agent.getValue().matcher(message).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(OTHERWISE);
  }

  private static String other(String agent) {
    return agent.equals(OTHERWISE) ? "agent-support" : OTHERWISE;
  }

  // --- tools

  private static Answer tools(Call call) {
    JsonText json = new JsonText().open().name("tools").openList();
    call.platform().tools().keySet().forEach(name -> json.open().field("name", name).close());
    return Answer.json(200, json.closeList().close().toString());
  }

  private static Answer execute(Call call, JsonScalars body) {
    String name = body.text("name");
    Optional<Tool> tool = Optional.ofNullable(call.platform().tools().get(name));
    if (name.isEmpty() || !body.has("args")) {
      return missing(name.isEmpty() ? "name" : "args");
    }
    if (tool.isEmpty()) {
      return Answer.error(404, "unknown_tool", "no tool " + name);
    }
    boolean fails = call.random().nextDouble() < tool.get().failures();
    long nanos = tool.get().time().drawNanos(call.times());
    call.extras().count((fails ? "tools_failed." : "tools_done.") + name);
    call.extras().time("tool_time." + name, nanos);
    JsonText json = new JsonText().open().field("id", "tool-" + call.number()).field("name", name);
    json.field("success", !fails).name("output").open();
    json.field("status", fails ? "failed" : "completed").close();
    return Answer.json(200, json.close().toString()).later(nanos, false);
  }

  // --- workflows

  private static Answer workflow(Call call, JsonScalars body) {
    JsonText json = new JsonText().open().field("execution_id", "exec-" + call.number());
    json.field("workflow_id", call.parameters().getFirst()).field("status", "completed");
    json.name("steps").openList();
    for (String step : List.of("start", "process", "end")) {
      json.open().field("id", step).field("status", "completed").close();
    }
    json.closeList().field("has_input", body.has("input"));
    return Answer.json(200, json.close().toString());
  }

  // --- what is stored

  private static Answer query(Call call, JsonScalars body) {
    String query = body.text("query");
    if (query.isEmpty()) {
      return missing("query");
    }
    int count = Math.floorMod(body.text("params[0]").hashCode(), QUERY_ROWS_MAX);
    JsonText json = new JsonText().open().field("row_count", 1).name("rows").openList();
    json.open().field("count", count).close().closeList();
    return Answer.json(200, json.close().toString());
  }

  private static Answer cache(Call call) {
    PlatformTruth platform = call.platform();
    String key = call.parameters().getFirst();
    boolean hit = call.random().nextDouble() < platform.cacheHits();
    call.extras().count(hit ? "cache_hits" : "cache_misses");
    JsonText json = new JsonText().open().field("key", key).field("hit", hit);
    if (hit) {
      json.field("value", "value of " + key);
    }
    return Answer.json(200, json.close().toString());
  }
}
