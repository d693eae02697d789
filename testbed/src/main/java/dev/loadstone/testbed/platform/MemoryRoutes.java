package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.agentkit.Conversations.Added;
import dev.loadstone.testbed.agentkit.Conversations.Context;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.util.Map;

/** A memory of conversations. */
final class MemoryRoutes {
  private static final int LAST = 20;

  private MemoryRoutes() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.MEMORY_ADD, call -> KitBodies.read(call, MemoryRoutes::add),
        Routes.MEMORY_CONTEXT, MemoryRoutes::context,
        Routes.MEMORY_FORGET, MemoryRoutes::forget);
  }

  private static Answer add(Call call, JsonScalars body) {
    String content = body.text("content");
    if (content.isEmpty()) {
      return KitBodies.lacks("content is needed");
    }
    Added added = call.kit().conversations().add(call.parameters().getFirst(), content);
    call.extras().count("messages");
    if (added.evicted()) {
      call.extras().count("evictions");
    }
    JsonText json = new JsonText().open().field("messages", added.messages());
    return Answer.json(201, json.close().toString());
  }

  private static Answer context(Call call) {
    Context context =
        call.kit().conversations().context(call.parameters().getFirst(), LAST, call.times());
    call.extras().count(context.cached() ? "cache_hits" : "cache_misses");
    call.extras().time("context_time", context.nanos());
    JsonText json = new JsonText().open().field("total", context.total());
    json.field("cached", context.cached()).name("messages").openList();
    context.last().forEach(json::value);
    return Answer.json(200, json.closeList().close().toString()).later(context.nanos(), false);
  }

  private static Answer forget(Call call) {
    String session = call.parameters().getFirst();
    return call.kit().conversations().forget(session)
        ? Answer.json(200, new JsonText().open().field("forgotten", session).close().toString())
        : Answer.error(404, "unknown_conversation", "no conversation " + session);
  }
}
