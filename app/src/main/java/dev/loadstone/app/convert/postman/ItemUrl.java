package dev.loadstone.app.convert.postman;

import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.PathVariables;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.draft.WebAddress;
import dev.loadstone.app.convert.source.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The URL of an item.
 *
 * @param base before the path; empty if the host has no value
 * @param shown the URL as the collection has it, without its query
 * @param path with expressions
 * @param query with expressions and its question mark; empty for none
 * @param name of the path, with its parameters in braces
 * @param off how many parameters are switched off
 */
record ItemUrl(String base, String shown, String path, String query, String name, int off) {
  private static final Pattern LEADING = Pattern.compile("^\\{\\{\\s*([^{}]+?)\\s*}}");

  /** Reads URLs. */
  record Reader(Placeholders placeholders, PathVariables variables, Secrets secrets, Notes notes) {
    ItemUrl read(Value url) {
      String raw = raw(url);
      String whole = raw.replaceFirst("#.*", "");
      int question = whole.indexOf('?');
      String place = question < 0 ? whole : whole.substring(0, question);
      Optional<WebAddress> base = Optional.empty();
      String rest = place;
      Matcher leading = LEADING.matcher(place);
      if (leading.find()) {
        rest = place.substring(leading.end());
        String resolved = placeholders.resolved(leading.group());
        boolean complete = rest.isEmpty() || rest.startsWith("/") || resolved.endsWith("/");
        base = complete ? WebAddress.of(resolved) : Optional.empty();
      }
      if (base.isEmpty()) {
        int slash = place.indexOf('/', place.contains("://") ? place.indexOf("://") + 3 : 0);
        String host = slash < 0 ? place : place.substring(0, slash);
        rest = slash < 0 ? "" : place.substring(slash);
        String resolved = placeholders.resolved(host);
        base =
            WebAddress.of(resolved.contains("://") ? resolved : "http://" + resolved)
                .filter(_ -> !resolved.isEmpty());
      }
      if (base.filter(WebAddress::hasUser).isPresent()) {
        notes.remark("The user in the URL " + place + " is left out.");
      }
      Path path = path(rest.isEmpty() ? "/" : rest, url.get("variable"));
      Query query = query(url.get("query"), question < 0 ? "" : whole.substring(question + 1));
      return new ItemUrl(
          base.map(WebAddress::base).orElse(""),
          Secrets.hidden(place),
          path.template,
          query.template,
          path.name,
          query.off);
    }

    private static String raw(Value url) {
      Optional<String> text = url.asText().or(() -> url.get("raw").asText());
      if (text.isPresent() && !text.get().isBlank()) {
        return text.get().strip();
      }
      String protocol = url.text("protocol").isEmpty() ? "" : url.text("protocol") + "://";
      String port = url.text("port").isEmpty() ? "" : ":" + url.text("port");
      return protocol + joined(url.get("host"), ".") + port + "/" + joined(url.get("path"), "/");
    }

    private static String joined(Value parts, String separator) {
      return parts
          .asText()
          .orElseGet(() ->
              parts.asList().stream()
                  .map(part -> part.asText().orElse(part.text("value")))
                  .collect(Collectors.joining(separator)));
    }

    private record Path(String template, String name) {}

    private Path path(String path, Value values) {
      StringBuilder template = new StringBuilder();
      StringBuilder name = new StringBuilder();
      String clean = path.startsWith("/") ? path.substring(1) : path;
      for (String segment : clean.split("/", -1)) {
        String before = name.toString();
        template.append('/');
        name.append('/');
        if (segment.startsWith(":") && segment.length() > 1) {
          template.append(parameter(segment.substring(1), before, values));
          name.append('{').append(segment.substring(1)).append('}');
        } else {
          template.append(placeholders.template(segment, Templates::urlText, false));
          name.append(Placeholders.PLACEHOLDER.matcher(segment).replaceAll("{$1}"));
        }
      }
      return new Path(template.toString(), name.toString());
    }

    private String parameter(String key, String before, Value values) {
      String value =
          values.asList().stream()
              .filter(one -> one.text("key").equals(key) || one.text("id").equals(key))
              .map(one -> one.text("value"))
              .findFirst()
              .orElse("");
      return Placeholders.isIn(value)
          ? placeholders.template(value, Templates::urlComponent, false)
          : variables.given(key, before, value.isEmpty() ? "1" : value);
    }

    private record Query(String template, int off) {}

    private Query query(Value list, String raw) {
      List<String> parts = new ArrayList<>();
      int off = 0;
      for (Value one : list.asList()) {
        if (one.isTrue("disabled")) {
          off++;
        } else {
          String value = one.text("value");
          boolean valued = one.get("value").isPresent();
          parts.add(name(one.text("key")) + (valued ? "=" + value(one.text("key"), value) : ""));
        }
      }
      if (list.asList().isEmpty() && !raw.isEmpty()) {
        for (String part : raw.split("&", -1)) {
          int equals = part.indexOf('=');
          String key = equals < 0 ? part : part.substring(0, equals);
          parts.add(name(key) + (equals < 0 ? "" : "=" + value(key, part.substring(equals + 1))));
        }
      }
      return new Query(parts.isEmpty() ? "" : "?" + String.join("&", parts), off);
    }

    private String name(String key) {
      return placeholders.template(key, Templates::urlField, false);
    }

    private String value(String key, String value) {
      if (Placeholders.isIn(value)) {
        return placeholders.template(value, Templates::urlField, Secrets.isSecretName(key));
      }
      String taken = secrets.field(key, value);
      return taken.equals(Templates.literal(value)) ? Templates.urlField(value) : taken;
    }
  }
}
