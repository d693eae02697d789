package dev.loadstone.engine.jsonrpc;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.expression.Template.Hole;
import dev.loadstone.core.expression.Template.Literal;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.JsonRpc;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.UserValues;
import java.util.ArrayList;
import java.util.List;

/**
 * A call or a batch of JSON-RPC, compiled. Immutable.
 *
 * <p>The id of a call is the number of the virtual user's operation; that of a batch's element is
 * the same number followed by the element's place in three digits. So no two calls of a user have
 * the same id.
 */
public final class JsonRpcOperation implements ActivityOperation {
  /** By what a batch's number is multiplied to have room for its elements. */
  static final int PLACES = 1_000;

  /** What a plan cannot name, since it has a dot: the number of a user's operation. */
  private static final String NUMBER = "jsonrpc.number";

  private static final Object OWNER = JsonRpcOperation.class;

  private final int number;
  private final JsonRpc step;
  private final HttpOperation http;
  private final int slot;

  private JsonRpcOperation(int number, JsonRpc step, HttpOperation http, int slot) {
    this.number = number;
    this.step = step;
    this.http = http;
    this.slot = slot;
  }

  /**
   * Compiles a step.
   *
   * @param number of the operation, for recorders
   */
  public static JsonRpcOperation of(int number, JsonRpc step, Plan plan, Names names) {
    HttpOperation http =
        HttpOperation.of(
            number, step.request().with(new Body.Json(new Template(body(step)))), plan, names);
    return new JsonRpcOperation(number, step, http, names.slot(NUMBER));
  }

  private static List<Template.Part> body(JsonRpc step) {
    List<Template.Part> parts = new ArrayList<>();
    if (!step.batch()) {
      element(step.elements().getFirst(), "", parts);
      return parts;
    }
    parts.add(new Literal("["));
    for (int i = 0; i < step.elements().size(); i++) {
      if (i > 0) {
        parts.add(new Literal(","));
      }
      element(step.elements().get(i), Integer.toString(PLACES + i).substring(1), parts);
    }
    parts.add(new Literal("]"));
    return parts;
  }

  private static void element(JsonRpc.Element element, String place, List<Template.Part> parts) {
    if (element.notification()) {
      parts.add(new Literal("{\"jsonrpc\":\"2.0\",\"method\":"));
    } else {
      parts.add(new Literal("{\"jsonrpc\":\"2.0\",\"id\":"));
      parts.add(new Hole(new Expression.Variable(NUMBER), Encoding.RAW));
      parts.add(new Literal(place + ",\"method\":"));
    }
    parts.add(new Literal(quoted(element.method())));
    element
        .params()
        .ifPresent(params -> {
          parts.add(new Literal(",\"params\":"));
          parts.addAll(params.parts());
        });
    parts.add(new Literal("}"));
  }

  /** <b>Source:</b> RFC 8259, section 7. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public JsonRpc step() {
    return step;
  }

  @Override
  public List<Integer> feeders() {
    return http.feeders();
  }

  /** All calls of a user take turns on what one activity owns. */
  @Override
  public Object owner() {
    return OWNER;
  }

  /** Returns where the target of the step is. */
  public Origin origin() {
    return http.origin();
  }

  HttpOperation http() {
    return http;
  }

  /** Returns the slot that the user's number of the operation is written to. */
  int slot() {
    return slot;
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return new JsonRpcActivity(context, values, listener);
  }
}
