package dev.loadstone.app.convert.postman;

import dev.loadstone.app.convert.draft.Names;
import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.source.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between <code>{{</code> and <code>}}</code>, and what becomes of it: a variable or a
 * credential of the plan, or one of its built-in expressions. Only what is used comes into the
 * plan. Not thread-safe.
 */
final class Placeholders {
  static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

  private static final int DEPTH_MAX = 20;

  private final Names names;
  private final Secrets secrets;
  private final Notes notes;
  private final Map<String, Defined> defined = new HashMap<>();
  private final Set<String> extracted = new HashSet<>();
  private final Map<String, String> expressions = new HashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();

  Placeholders(Names names, Secrets secrets, Notes notes) {
    this.names = names;
    this.secrets = secrets;
    this.notes = notes;
  }

  private record Defined(String value, boolean secret) {}

  /**
   * Defines the variables of a list, unless they are defined already.
   *
   * @param list of {@code key}, {@code value} and {@code type}
   * @return how many of them are switched off
   */
  int define(Value list) {
    int off = 0;
    for (Value one : list.asList()) {
      if (one.isTrue("disabled") || one.isFalse("enabled")) {
        off++;
        continue;
      }
      String key = one.text("key").isEmpty() ? one.text("id") : one.text("key");
      boolean secret = one.text("type").equals("secret") || Secrets.isSecretName(key);
      if (!key.isBlank()) {
        defined.putIfAbsent(key.strip(), new Defined(one.text("value"), secret));
      }
    }
    return off;
  }

  /** Says that a step takes the value of a variable from a response. */
  void extract(String key) {
    extracted.add(key);
  }

  /** Returns the plan's variables with their values, as a plan writes them. */
  Map<String, String> variables() {
    return variables;
  }

  /** Returns whether a text has a placeholder. */
  static boolean isIn(String text) {
    return PLACEHOLDER.matcher(text).find();
  }

  /**
   * Returns a text as a plan has it.
   *
   * @param literal applied to what stands between the placeholders
   * @param secret whether what it is made of is a secret
   */
  String template(String text, UnaryOperator<String> literal, boolean secret) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder template = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      append(template, literal.apply(text.substring(end, matcher.start())));
      append(template, expression(matcher.group(1), secret));
      end = matcher.end();
    }
    append(template, literal.apply(text.substring(end)));
    return template.toString();
  }

  /** A dollar sign before an expression would make it plain text. */
  private static void append(StringBuilder template, String part) {
    boolean dollar = !template.isEmpty() && template.charAt(template.length() - 1) == '$';
    if (dollar && part.startsWith("${")) {
      template.setLength(template.length() - 1);
      template.append("${random.choice($)}");
    }
    template.append(part);
  }

  /** Returns a text with the values of its placeholders; those without a value stay. */
  String resolved(String text) {
    String result = text;
    for (int i = 0; i < DEPTH_MAX && isIn(result); i++) {
      String before = result;
      result =
          PLACEHOLDER
              .matcher(before)
              .replaceAll(found ->
                  Matcher.quoteReplacement(
                      Optional.ofNullable(defined.get(found.group(1)))
                          .map(Defined::value)
                          .filter(value -> !value.isEmpty())
                          .orElse(found.group())));
      if (result.equals(before)) {
        break;
      }
    }
    return result;
  }

  /**
   * Returns the expression for a placeholder.
   *
   * @param secret whether it stands where a secret does
   */
  String expression(String key, boolean secret) {
    if (key.startsWith("$")) {
      return dynamic(key);
    }
    String known = expressions.get(key);
    if (known != null) {
      return known;
    }
    Defined value = defined.getOrDefault(key, new Defined("", false));
    boolean credential =
        !extracted.contains(key) && (secret || value.secret() || Secrets.isSecretName(key));
    if (credential) {
      String plain = isIn(value.value()) ? "" : value.value();
      String taken = secrets.take(key, "The variable " + key + " of the collection.", plain);
      expressions.put(key, taken);
      return taken;
    }
    String name = names.claim(key);
    expressions.put(key, Templates.expression(name));
    variables.put(name, "");
    variables.put(name, value(key, name, value));
    return Templates.expression(name);
  }

  /** Returns the name of the plan's variable for one that a step extracts. */
  String variableOf(String key) {
    String expression = expression(key, false);
    return expression.substring(2, expression.length() - 1);
  }

  private String value(String key, String name, Defined value) {
    if (extracted.contains(key)) {
      return "${" + Names.environment(name) + ":-}";
    }
    if (value.value().isEmpty()) {
      String environment = Names.environment(name);
      notes.remark(
          "The variable " + key + " has no value; set " + environment + " in the environment.");
      return "${" + environment + ":-}";
    }
    if (leadsBack(key, value.value(), DEPTH_MAX)) {
      notes.remark("The variable " + key + " depends on itself; its placeholders are plain text.");
      return Templates.literal(value.value());
    }
    return template(value.value(), secrets::mask, false);
  }

  private boolean leadsBack(String key, String text, int depth) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      Defined next = defined.get(matcher.group(1));
      if (matcher.group(1).equals(key)
          || depth == 0
          || (next != null && leadsBack(key, next.value(), depth - 1))) {
        return true;
      }
    }
    return false;
  }

  private String dynamic(String key) {
    return switch (key) {
      case "$guid", "$randomUUID" -> "${random.uuid}";
      case "$randomInt" -> "${random.int(0, 1000)}";
      case "$timestamp" -> {
        notes.remark("{{$timestamp}} was in seconds; ${now} is in milliseconds.");
        yield "${now}";
      }
      case "$randomBoolean" -> "${random.choice(true, false)}";
      default -> {
        notes.remark(
            "{{" + key + "}} is a random word of Postman's; the word sample stands for it.");
        yield "sample";
      }
    };
  }
}
