package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.ServiceLaw;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The routes of a multi-agent platform for customer service, with plausible answers that are built
 * from the requests.
 */
final class AgentPlatform {
  private static final Pattern ORDER = Pattern.compile("#(\\d{1,12})");
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final String[][] AGENTS = {
    {"agent-router", "Router", "Decides which agent answers a message", "routing,classification"},
    {
      "agent-support",
      "Customer support",
      "Answers questions about orders, deliveries and returns",
      "orders,returns,deliveries"
    },
    {
      "agent-sales",
      "Sales",
      "Recommends products and prepares quotes",
      "catalogue,quotes,discounts"
    },
    {
      "agent-billing",
      "Billing",
      "Explains invoices and takes payments",
      "invoices,payments,refunds"
    },
    {
      "agent-knowledge",
      "Knowledge",
      "Searches manuals, policies and past conversations",
      "search,citations,summaries"
    },
    {
      "agent-workflow",
      "Workflow",
      "Runs the steps of a workflow and reports on them",
      "workflows,tools,approvals"
    },
  };

  private AgentPlatform() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.LOGIN, AgentPlatform::login,
        Routes.CHAT_MESSAGE, AgentPlatform::chatMessage,
        Routes.AGENTS, AgentPlatform::agents,
        Routes.CHAT_HISTORY, AgentPlatform::chatHistory,
        Routes.WORKFLOWS, AgentPlatform::workflow,
        Routes.ANALYTICS, AgentPlatform::analytics);
  }

  private static Answer login(Call call) {
    Optional<JsonBody> body = JsonBody.read(call.body());
    if (body.isEmpty()) {
      return notJson();
    }
    String username = body.get().text("username");
    if (username.isEmpty() || body.get().text("password").isEmpty()) {
      return Answer.error(401, "unauthorized", "username and password must not be empty");
    }
    JsonText json = new JsonText().open();
    json.field(
        "token",
        "tb-" + Integer.toHexString(username.hashCode()) + "-" + Long.toHexString(call.number()));
    json.field("token_type", "Bearer").field("expires_in", 3_600);
    json.name("user").open();
    json.field("id", "user-" + Integer.toHexString(username.hashCode()))
        .field("username", username);
    json.field("tenant_id", tenant(call)).field("role", "member");
    return Answer.json(200, json.close().close().toString());
  }

  private static Answer chatMessage(Call call) {
    Optional<JsonBody> body = JsonBody.read(call.body());
    if (body.isEmpty()) {
      return notJson();
    }
    String message = body.get().text("message");
    if (message.isEmpty()) {
      return Answer.error(400, "bad_request", "message must not be empty");
    }
    String session = body.get().text("session_id");
    Matcher order = ORDER.matcher(message);
    String reply =
        order.find()
            ? "I have looked up order #"
                + order.group(1)
                + ": it is on its way and arrives in two days. Can I do anything else for you?"
            : "Thank you for your message. Could you tell me your order number, so that I can look it up?";
    int promptTokens = 1 + message.length() / CHARACTERS_PER_TOKEN;
    int told = call.platform().replyTokens();
    int replyTokens = told > 0 ? told : 1 + reply.length() / CHARACTERS_PER_TOKEN;
    call.extras().add("prompt_tokens", promptTokens);
    call.extras().add("reply_tokens", replyTokens);
    JsonText json = new JsonText().open();
    json.field("message_id", "msg-" + call.number());
    json.field("session_id", session.isEmpty() ? "session-" + call.number() : session);
    json.field("tenant_id", tenant(call));
    json.field("reply", reply);
    json.name("agent")
        .open()
        .field("id", "agent-support")
        .field("name", "Customer support")
        .close();
    json.name("tokens").open().field("prompt", promptTokens).field("completion", replyTokens);
    json.field("total", promptTokens + replyTokens).close().close();
    return Answer.json(200, json.toString()).later(disfavour(call), false);
  }

  /** Returns how much longer a tenant waits than others, in nanoseconds. */
  private static long disfavour(Call call) {
    return call.platform()
        .tenants()
        .getOrDefault(tenant(call), ServiceLaw.NONE)
        .drawNanos(call.times());
  }

  private static Answer agents(Call call) {
    JsonText json =
        new JsonText().open().field("tenant_id", tenant(call)).name("agents").openList();
    for (String[] agent : AGENTS) {
      json.open().field("id", agent[0]).field("name", agent[1]).field("description", agent[2]);
      json.field("status", "active").field("version", "1.4.0").name("skills").openList();
      for (String skill : agent[3].split(",", -1)) {
        json.value(skill);
      }
      json.closeList().close();
    }
    return Answer.json(200, json.closeList().field("total", AGENTS.length).close().toString());
  }

  private static Answer chatHistory(Call call) {
    String session = call.parameters().getFirst();
    String order = "#" + (1_000 + Math.floorMod(session.hashCode(), 9_000));
    String[][] messages = {
      {"user", "Hello, I need help with my order " + order},
      {
        "assistant",
        "I have looked up order " + order + ": it is on its way and arrives in two days."
      },
      {"user", "Can I still change the address?"},
      {"assistant", "Yes, until it leaves our warehouse. Where should order " + order + " go?"},
    };
    JsonText json =
        new JsonText()
            .open()
            .field("session_id", session)
            .field("tenant_id", tenant(call))
            .name("messages")
            .openList();
    for (int i = 0; i < messages.length; i++) {
      json.open().field("message_id", "msg-" + session + "-" + i).field("role", messages[i][0]);
      json.field("content", messages[i][1]).close();
    }
    return Answer.json(200, json.closeList().field("total", messages.length).close().toString());
  }

  private static Answer workflow(Call call) {
    Optional<JsonBody> body = JsonBody.read(call.body());
    if (body.isEmpty()) {
      return notJson();
    }
    String name = body.get().text("name");
    if (name.isEmpty()) {
      return Answer.error(400, "bad_request", "name must not be empty");
    }
    String id = "wf-" + call.number();
    JsonText json =
        new JsonText().open().field("id", id).field("name", name).field("tenant_id", tenant(call));
    json.field("status", "created")
        .field("nodes", body.get().length("nodes"))
        .field("edges", body.get().length("edges"));
    return Answer.json(201, json.close().toString()).with("Location", "/api/v1/workflows/" + id);
  }

  private static Answer analytics(Call call) {
    String tenant = call.parameters().getFirst();
    int size = 100 + Math.floorMod(tenant.hashCode(), 900);
    JsonText json = new JsonText().open().field("tenant_id", tenant).field("period", "24h");
    json.field("conversations", size)
        .field("messages", size * 7L)
        .field("resolved", size * 9L / 10);
    json.fieldThousandths("satisfaction", 4_000 + size).fieldThousandths("cost_usd", size * 38L);
    json.name("agents").openList();
    for (String[] agent : AGENTS) {
      json.open().field("id", agent[0]).field("messages", size * 7L / AGENTS.length).close();
    }
    return Answer.json(200, json.closeList().close().toString());
  }

  private static Answer notJson() {
    return Answer.error(400, "bad_request", "the body must be a JSON object");
  }

  private static String tenant(Call call) {
    String tenant = call.header("X-Tenant-ID");
    return tenant == null ? "tenant-0" : tenant;
  }
}
