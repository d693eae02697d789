package dev.loadstone.engine.evm;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.expression.Template.Hole;
import dev.loadstone.core.expression.Template.Literal;
import dev.loadstone.core.plan.JsonRpc;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.engine.jsonrpc.JsonRpcOperation;
import dev.loadstone.engine.value.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the calls that an EVM step consists of. What they say is put into slots of the user. */
final class EvmCalls {
  private static final Pattern HOLE = Pattern.compile("\\?([a-z]+)");

  private final int number;
  private final Step.Http request;
  private final Plan plan;
  private final Names names;

  EvmCalls(int number, Step.Http request, Plan plan, Names names) {
    this.number = number;
    this.request = request;
    this.plan = plan;
    this.names = names;
  }

  /** Returns the slot of a name that plans cannot have. */
  int slot(String name) {
    return names.slot("evm." + name);
  }

  /**
   * Returns a call.
   *
   * @param params JSON, in which each {@code ?name} stands for what is in the slot of that name
   */
  JsonRpcOperation call(String method, String params) {
    List<Template.Part> parts = new ArrayList<>();
    Matcher holes = HOLE.matcher(params);
    int from = 0;
    while (holes.find()) {
      parts.add(new Literal(params.substring(from, holes.start())));
      parts.add(new Hole(new Expression.Variable("evm." + holes.group(1)), Encoding.RAW));
      from = holes.end();
    }
    parts.add(new Literal(params.substring(from)));
    JsonRpc.Element element = new JsonRpc.Element(method, Optional.of(new Template(parts)), false);
    return JsonRpcOperation.of(number, new JsonRpc(request, false, List.of(element)), plan, names);
  }
}
