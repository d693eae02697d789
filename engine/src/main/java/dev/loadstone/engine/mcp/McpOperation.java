package dev.loadstone.engine.mcp;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.McpStep;
import dev.loadstone.core.plan.McpStep.Era;
import dev.loadstone.core.plan.McpStep.Version;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An MCP step compiled for its plan. Immutable, shared by all loops. */
public final class McpOperation implements ActivityOperation {
  private final int number;
  private final McpStep step;
  private final Server server;
  private final Slots slots;
  private final Optional<TextTemplate> name;
  private final HttpOperation initialize;
  private final HttpOperation initializedNamed;
  private final HttpOperation initializedUnnamed;
  private final HttpOperation requestNamed;
  private final HttpOperation requestUnnamed;
  private final HttpOperation pageNamed;
  private final HttpOperation pageUnnamed;
  private final HttpOperation delete;

  /**
   * What steps share that are of one session.
   *
   * @param target by its name
   * @param url of the server
   * @param headers of the plan
   * @param version that is spoken
   */
  private record Server(String target, Template url, List<Body.Field> headers, Version version) {}

  /**
   * The places of what changes from request to request.
   *
   * @param id of the request
   * @param session the session's id
   * @param version that was agreed
   * @param cursor where the next page begins
   * @param name of what is asked for
   */
  record Slots(int id, int session, int version, int cursor, int name) {}

  private McpOperation(int number, McpStep step, Plan plan, Names names) {
    this.number = number;
    this.step = step;
    Step.Http http = step.http();
    server = new Server(http.on(), http.url(), http.headers(), step.version());
    slots =
        new Slots(
            names.slot(McpMessages.ID),
            names.slot(McpMessages.SESSION),
            names.slot(McpMessages.VERSION),
            names.slot(McpMessages.CURSOR),
            names.slot(McpMessages.NAME));
    name = step.request().name().map(found -> TextTemplate.of(found.text(), names));
    McpMessages messages = new McpMessages(step);
    initialize = HttpOperation.of(number, messages.initialize(), plan, names);
    initializedNamed = HttpOperation.of(number, messages.initialized(true), plan, names);
    initializedUnnamed = HttpOperation.of(number, messages.initialized(false), plan, names);
    requestNamed = HttpOperation.of(number, messages.request(true, false), plan, names);
    requestUnnamed = HttpOperation.of(number, messages.request(false, false), plan, names);
    pageNamed = HttpOperation.of(number, messages.request(true, true), plan, names);
    pageUnnamed = HttpOperation.of(number, messages.request(false, true), plan, names);
    delete = HttpOperation.of(number, messages.delete(), plan, names);
  }

  /**
   * Compiles a step.
   *
   * @param number of the operation, for recorders
   */
  public static McpOperation of(int number, McpStep step, Plan plan, Names names) {
    return new McpOperation(number, step, plan, names);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public McpStep step() {
    return step;
  }

  @Override
  public List<Integer> feeders() {
    List<Integer> feeders = new ArrayList<>(requestNamed.feeders());
    name.ifPresent(template -> feeders.addAll(template.feeders()));
    return feeders;
  }

  @Override
  public Object owner() {
    return server;
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return new McpActivity(context, values, listener, slots);
  }

  /** Returns where the step's target is. */
  public Origin origin() {
    return requestNamed.origin();
  }

  boolean hasSessions() {
    return step.version().era() == Era.SESSION;
  }

  /** Returns the name of what is asked for; empty if the method has none. */
  Optional<TextTemplate> name() {
    return name;
  }

  HttpOperation initialize() {
    return initialize;
  }

  HttpOperation initialized(boolean named) {
    return named ? initializedNamed : initializedUnnamed;
  }

  HttpOperation request(boolean named) {
    return named ? requestNamed : requestUnnamed;
  }

  HttpOperation page(boolean named) {
    return named ? pageNamed : pageUnnamed;
  }

  HttpOperation delete() {
    return delete;
  }
}
