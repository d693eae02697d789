package dev.loadstone.app.convert.postman;

import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.app.convert.source.Value.Kind;
import dev.loadstone.app.convert.source.Value.Listing;
import dev.loadstone.app.convert.source.Value.Mapping;
import dev.loadstone.app.convert.source.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of an item.
 *
 * @param body by the key of a plan; none for no body
 * @param type the media type, if it is not the usual one of the key
 * @param refused why no plan can send it; empty if one can
 * @param off how many fields are switched off
 */
record ItemBody(Map<String, Value> body, Optional<String> type, String refused, int off) {
  private static final ItemBody NONE = new ItemBody(Map.of(), Optional.empty(), "", 0);

  /** Marks placeholders in JSON: characters of private use, which no document has. */
  private static final char IN_TEXT = '\uE000';

  private static final char ALONE = '\uE001';
  private static final char END = '\uE002';
  private static final Pattern MARK = Pattern.compile(IN_TEXT + "(\\d+)" + END);

  /** Reads bodies. */
  record Reader(Placeholders placeholders, Secrets secrets) {
    ItemBody read(Value body) {
      if (!body.isPresent() || body.isTrue("disabled")) {
        return NONE;
      }
      return switch (body.text("mode")) {
        case "raw" -> raw(body);
        case "urlencoded" -> form(body.get("urlencoded"));
        case "graphql" -> graphQl(body.get("graphql"));
        case "formdata" ->
            body.get("formdata").asList().stream().allMatch(one -> one.isTrue("disabled"))
                ? NONE
                : refused("its body is multipart/form-data, which plans cannot send");
        case "file" -> refused("its body is a file that is not in the collection; add file: to it");
        default -> NONE;
      };
    }

    private static ItemBody refused(String why) {
      return new ItemBody(Map.of(), Optional.empty(), why, 0);
    }

    private ItemBody raw(Value body) {
      String text = body.text("raw");
      if (text.isBlank()) {
        return NONE;
      }
      String language = body.get("options").get("raw").text("language");
      if (language.isEmpty() || language.equals("json")) {
        Optional<Value> json =
            text.strip().matches("(?s)[\\[{/].*") ? json(text) : Optional.empty();
        if (json.isPresent()) {
          return new ItemBody(Map.of("json", json.get()), Optional.empty(), "", 0);
        }
      }
      String type =
          switch (language) {
            case "json" -> "application/json";
            case "xml" -> "application/xml";
            case "html" -> "text/html";
            case "javascript" -> "application/javascript";
            default -> "text/plain";
          };
      String template = placeholders.template(text, secrets::mask, false);
      return new ItemBody(Map.of("body", Value.ofText(template)), Optional.of(type), "", 0);
    }

    private ItemBody form(Value fields) {
      Map<String, List<Value>> byName = new LinkedHashMap<>();
      int off = 0;
      for (Value field : fields.asList()) {
        if (field.isTrue("disabled")) {
          off++;
        } else {
          byName
              .computeIfAbsent(field.text("key"), _ -> new ArrayList<>())
              .add(Value.ofText(text(field.text("key"), field.text("value"))));
        }
      }
      Map<String, Value> form = new LinkedHashMap<>();
      byName.forEach((name, values) ->
          form.put(name, values.size() == 1 ? values.getFirst() : Listing.of(values)));
      Map<String, Value> body = form.isEmpty() ? Map.of() : Map.of("form", Mapping.of(form));
      return new ItemBody(body, Optional.empty(), "", off);
    }

    private ItemBody graphQl(Value body) {
      Map<String, Value> members = new LinkedHashMap<>();
      members.put(
          "query", Value.ofText(placeholders.template(body.text("query"), secrets::mask, false)));
      String variables = body.text("variables");
      json(variables.isBlank() ? "{}" : variables)
          .filter(value -> !value.asMap().isEmpty())
          .ifPresent(value -> members.put("variables", value));
      if (!body.text("operationName").isBlank()) {
        members.put("operationName", Value.ofText(Templates.literal(body.text("operationName"))));
      }
      return new ItemBody(Map.of("json", Mapping.of(members)), Optional.empty(), "", 0);
    }

    private String text(String name, String value) {
      return Placeholders.isIn(value)
          ? placeholders.template(value, secrets::mask, Secrets.isSecretName(name))
          : secrets.field(name, value);
    }

    /** Returns the value of a JSON text in which placeholders stand; empty if it is none. */
    private Optional<Value> json(String text) {
      List<String> keys = new ArrayList<>();
      return SourceFile.json(marked(text, keys)).map(value -> filled("", value, keys));
    }

    /** Replaces placeholders by marks, with quotes around them where they stand for a value. */
    private static String marked(String text, List<String> keys) {
      StringBuilder marked = new StringBuilder();
      Matcher placeholder = Placeholders.PLACEHOLDER.matcher(text);
      boolean quoted = false;
      int i = 0;
      while (i < text.length()) {
        char c = text.charAt(i);
        if (text.startsWith("{{", i) && placeholder.region(i, text.length()).lookingAt()) {
          String mark = (quoted ? IN_TEXT : ALONE) + String.valueOf(keys.size()) + END;
          marked.append(quoted ? mark : "\"" + mark + "\"");
          keys.add(placeholder.group(1));
          i = placeholder.end();
        } else if (quoted && c == '\\' && i + 1 < text.length()) {
          marked.append(c).append(text.charAt(i + 1));
          i += 2;
        } else {
          quoted ^= c == '"';
          marked.append(c);
          i++;
        }
      }
      return marked.toString();
    }

    private Value filled(String name, Value value, List<String> keys) {
      return switch (value) {
        case Mapping mapping -> {
          Map<String, Value> members = new LinkedHashMap<>();
          mapping
              .members()
              .forEach(
                  (key, member) -> members.put(text("", key, keys), filled(key, member, keys)));
          yield Mapping.of(members);
        }
        case Listing list ->
            Listing.of(list.items().stream().map(item -> filled(name, item, keys)).toList());
        case Scalar scalar when scalar.kind() == Kind.TEXT -> text(name, scalar, keys);
        case Scalar scalar -> secrets.body(scalar);
      };
    }

    private Value text(String name, Scalar scalar, List<String> keys) {
      String text = scalar.value();
      if (!text.isEmpty() && text.charAt(0) == ALONE) {
        int index = Integer.parseInt(text.substring(1, text.length() - 1));
        String expression = placeholders.expression(keys.get(index), Secrets.isSecretName(name));
        return expression.startsWith("${")
            ? Value.ofExpression(expression)
            : Value.ofText(expression);
      }
      if (text.indexOf(IN_TEXT) < 0) {
        Value whole = secrets.body(Mapping.of(Map.of(name, scalar)));
        return whole.asMap().values().iterator().next();
      }
      return Value.ofText(text(name, text, keys));
    }

    private String text(String name, String text, List<String> keys) {
      Matcher mark = MARK.matcher(text);
      // Back to placeholders, whose template is made as everywhere.
      String original =
          mark.replaceAll(found ->
              Matcher.quoteReplacement("{{" + keys.get(Integer.parseInt(found.group(1))) + "}}"));
      return placeholders.template(original, secrets::mask, Secrets.isSecretName(name));
    }
  }
}
