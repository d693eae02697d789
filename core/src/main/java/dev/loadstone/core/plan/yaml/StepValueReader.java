package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.problem.Suggestions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads values by their declared type. What has an expression in it is looked at only when the step
 * runs.
 */
final class StepValueReader {
  private final ReadContext context;
  private final TemplateParser parser;
  private final Map<String, Shape> mappings;

  /**
   * Creates the reader.
   *
   * @param mappings that types refer to
   */
  StepValueReader(ReadContext context, TemplateParser parser, List<Shape> mappings) {
    this.context = context;
    this.parser = parser;
    this.mappings = mappings.stream().collect(Collectors.toMap(Shape::title, mapping -> mapping));
  }

  /** Returns the values of the keys of a shape that are there. */
  StepValue.Mapping read(Fields fields, Shape shape) {
    Map<String, StepValue> values = new LinkedHashMap<>();
    for (Shape.Key key : shape.keys()) {
      Optional<DocumentNode> node =
          key.required() ? fields.required(key.name(), key.description()) : fields.node(key.name());
      node.flatMap(found -> value(found, key.type()))
          .ifPresent(value -> values.put(key.name(), value));
    }
    return new StepValue.Mapping(values);
  }

  private Optional<StepValue> value(DocumentNode node, ValueType type) {
    return switch (type) {
      case ValueType.AnyOf any -> value(node, chosen(node, any));
      case ValueType.ListOf list ->
          Optional.of(sequence(node instanceof ListNode many ? many.items() : List.of(node), list));
      case ValueType.MapOf map ->
          Fields.asMap(node, context.problems()).map(found -> mapping(found, map));
      case ValueType.Mapping named ->
          context
              .fields(node, shape(named))
              .map(fields -> {
                StepValue.Mapping inner = read(fields, shape(named));
                fields.finish();
                return inner;
              });
      case ValueType.Anything anything -> Optional.of(anything(node));
      default -> scalar(node, type);
    };
  }

  private Shape shape(ValueType.Mapping named) {
    Shape shape = mappings.get(named.title());
    if (shape == null) {
      throw new IllegalStateException("a kind of step has no mapping " + named.title());
    }
    return shape;
  }

  /** Returns the first type that a value of this form may have, else simply the first. */
  private static ValueType chosen(DocumentNode node, ValueType.AnyOf any) {
    return any.types().stream()
        .filter(type -> fits(node, type))
        .findFirst()
        .orElse(any.types().getFirst());
  }

  private static boolean fits(DocumentNode node, ValueType type) {
    return switch (type) {
      case ValueType.ListOf ignored -> node instanceof ListNode;
      case ValueType.MapOf ignored -> node instanceof MapNode;
      case ValueType.Mapping ignored -> node instanceof MapNode;
      case ValueType.Anything ignored -> true;
      case ValueType.AnyOf any -> any.types().stream().anyMatch(inner -> fits(node, inner));
      default -> node instanceof ScalarNode;
    };
  }

  private StepValue sequence(List<DocumentNode> items, ValueType.ListOf type) {
    List<StepValue> values = new ArrayList<>();
    items.forEach(item -> value(item, type.item()).ifPresent(values::add));
    return new StepValue.Sequence(values);
  }

  private StepValue mapping(MapNode map, ValueType.MapOf type) {
    Map<String, StepValue> values = new LinkedHashMap<>();
    map.entries()
        .forEach((key, entry) ->
            value(entry.value(), type.value()).ifPresent(value -> values.put(key, value)));
    return new StepValue.Mapping(values);
  }

  private StepValue anything(DocumentNode node) {
    return switch (node) {
      case ListNode list ->
          new StepValue.Sequence(list.items().stream().map(this::anything).toList());
      case MapNode map -> {
        Map<String, StepValue> values = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> values.put(key, anything(entry.value())));
        yield new StepValue.Mapping(values);
      }
      case ScalarNode scalar ->
          new StepValue.Text(parser.template(scalar.text(), Encoding.RAW, scalar));
    };
  }

  private Optional<StepValue> scalar(DocumentNode node, ValueType type) {
    if (!(node instanceof ScalarNode scalar) || scalar.kind() == Kind.NULL) {
      context.problems().add(node.problem("must be a single value, got: " + node.describe(), ""));
      return Optional.empty();
    }
    Template template = parser.template(scalar.text(), Encoding.RAW, scalar);
    if (template.isLiteral() && !problem(scalar, template.outline(), type)) {
      return Optional.of(new StepValue.Text(template));
    }
    return template.isLiteral() ? Optional.empty() : Optional.of(new StepValue.Text(template));
  }

  /** Returns whether a text is not of its type, and says so. */
  private boolean problem(ScalarNode at, String text, ValueType type) {
    Optional<String> constraint =
        switch (type) {
          case ValueType.Text form
              when !form.pattern().isEmpty() && !text.matches(form.pattern()) ->
              Optional.of("be written like " + String.join(", ", form.examples()));
          case ValueType.Quantity number when !isWithin(text, number) ->
              Optional.of(
                  "be a "
                      + (number.whole() ? "whole " : "")
                      + "number from "
                      + plain(number.min())
                      + " to "
                      + plain(number.max()));
          case ValueType.Truth ignored when !text.equals("true") && !text.equals("false") ->
              Optional.of("be true or false");
          case ValueType.Choice choice when !choice.words().contains(text) ->
              Optional.of("be one of " + String.join(", ", choice.words()));
          default -> Optional.empty();
        };
    String fix =
        type instanceof ValueType.Choice choice
            ? Suggestions.nearest(text, choice.words())
                .map(near -> "Did you mean " + near + "?")
                .orElse("")
            : "";
    constraint.ifPresent(must ->
        context.problems().add(at.problem("must " + must + ", got: " + at.describe(), fix)));
    return constraint.isPresent();
  }

  private static boolean isWithin(String text, ValueType.Quantity type) {
    try {
      BigDecimal number = new BigDecimal(text.strip().replace("_", ""));
      return (!type.whole() || number.stripTrailingZeros().scale() <= 0)
          && number.compareTo(new BigDecimal(type.min())) >= 0
          && number.compareTo(new BigDecimal(type.max())) <= 0;
    } catch (NumberFormatException none) {
      return false;
    }
  }

  private static String plain(double bound) {
    return new BigDecimal(bound).toPlainString();
  }
}
