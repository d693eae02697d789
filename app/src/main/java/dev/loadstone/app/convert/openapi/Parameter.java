package dev.loadstone.app.convert.openapi;

import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.app.convert.source.Value.Listing;
import dev.loadstone.app.convert.source.Value.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A parameter with a value.
 *
 * <p><b>Source:</b> OpenAPI 3.0, section 4.7.12.2 (style values).
 *
 * @param name as the API calls it
 * @param place path, query, header or cookie
 * @param style how lists and mappings are written
 * @param explode whether each of their values is a parameter of its own
 * @param reserved whether what URLs reserve is sent as it is
 * @param value of any kind, without expressions
 */
record Parameter(
    String name, String place, String style, boolean explode, boolean reserved, Value value) {

  /** Returns the parameter with the usual style of its place, where the description has none. */
  static Parameter of(Value parameter, Value value) {
    String place = parameter.text("in");
    boolean inForm = place.equals("query") || place.equals("cookie");
    String said = parameter.text("style");
    String style = said.isEmpty() ? (inForm ? "form" : "simple") : said;
    boolean explode = parameter.has("explode") ? parameter.isTrue("explode") : style.equals("form");
    return new Parameter(
        parameter.text("name"), place, style, explode, parameter.isTrue("allowReserved"), value);
  }

  /** Returns the same parameter with another value. */
  Parameter with(Value other) {
    return new Parameter(name, place, style, explode, reserved, other);
  }

  /**
   * Returns the parts of a query that it makes, each {@code name=value}.
   *
   * @param masked applied to single values, which it may replace by an expression
   */
  List<String> query(UnaryOperator<String> masked) {
    String key = Templates.urlComponent(name);
    return switch (value) {
      case Listing list when explode && style.equals("form") ->
          list.items().stream().map(item -> key + "=" + encoded(text(item))).toList();
      case Listing list -> List.of(key + "=" + joined(list.items(), separator()));
      case Mapping mapping when style.equals("deepObject") ->
          mapping.members().entrySet().stream()
              .map(member ->
                  key
                      + "["
                      + Templates.urlComponent(member.getKey())
                      + "]="
                      + encoded(text(member.getValue())))
              .toList();
      case Mapping mapping when explode ->
          mapping.members().entrySet().stream()
              .map(member ->
                  Templates.urlComponent(member.getKey()) + "=" + encoded(text(member.getValue())))
              .toList();
      case Mapping mapping -> List.of(key + "=" + joined(flat(mapping, false), ","));
      case Value.Scalar scalar -> {
        String plain = scalar.asText().orElse("");
        String shown = masked.apply(plain);
        yield List.of(
            key + "=" + (shown.equals(Templates.literal(plain)) ? encoded(plain) : shown));
      }
    };
  }

  private String separator() {
    return switch (style) {
      case "spaceDelimited" -> "%20";
      case "pipeDelimited" -> "%7C";
      default -> ",";
    };
  }

  /** Returns the segment of a path that it makes, all of it as URLs have it. */
  String segment() {
    String plain =
        switch (value) {
          case Listing list -> joined(list.items(), style.equals("label") && explode ? "." : ",");
          case Mapping mapping -> joined(flat(mapping, explode), ",");
          case Value.Scalar scalar -> encoded(scalar.asText().orElse(""));
        };
    return prefix() + plain;
  }

  /** Returns what stands before a value in a path. */
  String prefix() {
    return switch (style) {
      case "label" -> ".";
      case "matrix" -> ";" + Templates.urlComponent(name) + "=";
      default -> "";
    };
  }

  /** Returns the value of a header that it makes, as plain text. */
  String header() {
    return switch (value) {
      case Listing list ->
          list.items().stream().map(Parameter::text).collect(Collectors.joining(","));
      case Mapping mapping ->
          flat(mapping, explode).stream().map(Parameter::text).collect(Collectors.joining(","));
      case Value.Scalar scalar -> scalar.asText().orElse("");
    };
  }

  private static List<Value> flat(Mapping mapping, boolean pairs) {
    List<Value> flat = new ArrayList<>();
    mapping
        .members()
        .forEach((key, member) -> {
          if (pairs) {
            flat.add(Value.ofText(key + "=" + text(member)));
          } else {
            flat.add(Value.ofText(key));
            flat.add(Value.ofText(text(member)));
          }
        });
    return flat;
  }

  private String joined(List<Value> items, String separator) {
    return items.stream().map(item -> encoded(text(item))).collect(Collectors.joining(separator));
  }

  private String encoded(String text) {
    return reserved ? Templates.urlText(text) : Templates.urlComponent(text);
  }

  private static String text(Value value) {
    return Samples.single(value).orElseGet(() -> JsonText.of(value));
  }
}
