package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.yaml.TemplateParser.Deferred;
import dev.loadstone.core.plan.yaml.TemplateParser.Environment;
import dev.loadstone.core.plan.yaml.TemplateParser.Piece;
import dev.loadstone.core.plan.yaml.TemplateParser.Plain;
import dev.loadstone.core.problem.Problems;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes a part of a document as the text of a JSON value, with expressions in it. A quoted scalar
 * is a string. An unquoted one is what YAML takes it for; an expression alone in it stands for a
 * number, true, false or null if that is what it turns out to be.
 *
 * <p><b>Source:</b> RFC 8259.
 */
final class JsonTemplates {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
  private static final List<String> WORDS = List.of("true", "false", "null");

  private final TemplateParser parser;
  private final Problems problems;

  JsonTemplates(TemplateParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** Returns the template of a JSON text. */
  Template of(DocumentNode node) {
    TemplateBuilder json = new TemplateBuilder();
    write(node, json);
    return json.build();
  }

  /** Returns the template of a JSON string with a single value's text, whatever it looks like. */
  Template string(ScalarNode scalar) {
    TemplateBuilder json = new TemplateBuilder();
    string(parser.pieces(scalar.text(), scalar), json);
    return json.build();
  }

  private void write(DocumentNode node, TemplateBuilder json) {
    switch (node) {
      case MapNode map -> object(map, json);
      case ListNode list -> array(list, json);
      case ScalarNode scalar -> scalar(scalar, json);
    }
  }

  private void object(MapNode map, TemplateBuilder json) {
    json.literal("{");
    String separator = "";
    for (var entry : map.entries().entrySet()) {
      json.literal(separator);
      string(parser.pieces(entry.getKey(), entry.getValue().value()), json);
      json.literal(":");
      write(entry.getValue().value(), json);
      separator = ",";
    }
    json.literal("}");
  }

  private void array(ListNode list, TemplateBuilder json) {
    json.literal("[");
    String separator = "";
    for (DocumentNode item : list.items()) {
      json.literal(separator);
      write(item, json);
      separator = ",";
    }
    json.literal("]");
  }

  private void scalar(ScalarNode scalar, TemplateBuilder json) {
    switch (scalar.kind()) {
      case NULL -> json.literal("null");
      case BOOLEAN -> json.literal(scalar.text().toLowerCase(Locale.ROOT));
      case NUMBER -> number(scalar, json);
      case STRING -> text(scalar, json);
    }
  }

  private void number(ScalarNode scalar, TemplateBuilder json) {
    if (!NUMBER.matcher(scalar.text()).matches()) {
      problems.add(
          scalar.problem(
              "must be a number as JSON writes it, got: " + scalar.text(),
              "Quote it to send it as text."));
    }
    json.literal(scalar.text());
  }

  private void text(ScalarNode scalar, TemplateBuilder json) {
    List<Piece> pieces = parser.pieces(scalar.text(), scalar);
    if (pieces.size() == 1 && !scalar.quoted()) {
      switch (pieces.getFirst()) {
        case Deferred deferred -> json.hole(deferred.expression(), Encoding.JSON_VALUE);
        case Environment environment when isValue(environment.text()) ->
            json.literal(environment.text());
        case Environment ignored -> string(pieces, json);
        case Plain ignored -> string(pieces, json);
      }
    } else {
      string(pieces, json);
    }
  }

  private static boolean isValue(String text) {
    return WORDS.contains(text) || NUMBER.matcher(text).matches();
  }

  private static void string(List<Piece> pieces, TemplateBuilder json) {
    json.literal("\"");
    for (Piece piece : pieces) {
      switch (piece) {
        case Plain plain -> json.literal(JsonText.escape(plain.text()));
        case Environment environment -> json.literal(JsonText.escape(environment.text()));
        case Deferred deferred -> json.hole(deferred.expression(), Encoding.JSON_TEXT);
      }
    }
    json.literal("\"");
  }
}
