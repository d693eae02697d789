package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.JsonRpc;
import dev.loadstone.core.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads steps that call by JSON-RPC 2.0. */
final class JsonRpcReader {
  /** The most calls in one batch. */
  static final int BATCH_MAX = 1_000;

  private final ReadContext context;
  private final HttpStepReader http;

  JsonRpcReader(ReadContext context, HttpStepReader http) {
    this.context = context;
    this.http = http;
  }

  /**
   * Returns the step, or empty, with a problem; makes the names that it extracts known.
   *
   * @param kind the key that tells the kind of step, with the path behind it
   */
  Optional<Step> read(String kind, Fields fields, NameScope scope) {
    boolean batch = fields.has("batch");
    List<JsonRpc.Element> elements = batch ? batch(fields, scope) : single(fields, scope);
    boolean named = fields.has("name");
    return http.request(kind, fields, scope)
        .filter(request -> !elements.isEmpty())
        .map(request ->
            new JsonRpc(
                named || batch ? request : request.named(elements.getFirst().method()),
                batch,
                elements));
  }

  private List<JsonRpc.Element> single(Fields fields, NameScope scope) {
    fields.required("method", "Write method: ping, or batch: [{method: ping}].");
    return element(fields, scope).stream().toList();
  }

  private List<JsonRpc.Element> batch(Fields fields, NameScope scope) {
    for (String key : List.of("method", "params", "notification")) {
      fields
          .node(key)
          .ifPresent(node ->
              context
                  .problems()
                  .add(
                      node.problem(
                          "must not stand beside batch", "Move it into an element of the batch.")));
    }
    List<DocumentNode> items = fields.list("batch");
    Optional<DocumentNode> node = fields.node("batch");
    if (node.isPresent() && (items.isEmpty() || items.size() > BATCH_MAX)) {
      context
          .problems()
          .add(
              node.get()
                  .problem(
                      "must have from 1 to " + BATCH_MAX + " calls, got: " + items.size(),
                      "Write batch: [{method: ping}, {method: ping}]."));
      return List.of();
    }
    List<JsonRpc.Element> elements = new ArrayList<>();
    for (DocumentNode item : items) {
      context
          .fields(item, ProtocolShapes.RPC_ELEMENT)
          .ifPresent(inner -> {
            inner.required("method", "Write batch: [{method: ping}].");
            element(inner, scope).ifPresent(elements::add);
            inner.finish();
          });
    }
    return elements;
  }

  private Optional<JsonRpc.Element> element(Fields fields, NameScope scope) {
    Optional<String> method = fields.quantity("method", Lengths::notBlank);
    Optional<Template> params = fields.node("params").map(node -> params(node, scope));
    boolean notification = fields.bool("notification").orElse(false);
    return method.map(name -> new JsonRpc.Element(name, params, notification));
  }

  /** Section 4.2: parameters are an array or an object. */
  private Template params(DocumentNode node, NameScope scope) {
    if (node instanceof ScalarNode) {
      context
          .problems()
          .add(
              node.problem(
                  "must be a list or a mapping, got: " + node.describe(),
                  "Write params: [a, 1] or params: {name: a}."));
    }
    TemplateParser parser = new TemplateParser(scope, context.problems());
    return new JsonTemplates(parser, context.problems()).of(node);
  }
}
