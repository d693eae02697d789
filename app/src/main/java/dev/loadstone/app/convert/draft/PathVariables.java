package dev.loadstone.app.convert.draft;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Variables of a plan for what stands in paths: one for each place, and for each name and value.
 * Not thread-safe.
 */
public final class PathVariables {
  private final Names names;
  private final Secrets secrets;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();

  /**
   * Creates the collection, empty.
   *
   * @param names that variables share with credentials
   */
  public PathVariables(Names names, Secrets secrets) {
    this.names = names;
    this.secrets = secrets;
  }

  /**
   * Returns their values by name, as a plan writes them; more come as expressions are asked for.
   */
  public Map<String, String> values() {
    return values;
  }

  /**
   * Returns the expression for a parameter, the same one for the same place.
   *
   * @param before the path up to it
   * @param value a sample
   */
  public String sample(String parameter, String before, String value) {
    String place = before + "{" + parameter;
    String there = places.get(place);
    String expression = there == null ? given(parameter, before, value) : there;
    places.put(place, expression);
    return expression;
  }

  /**
   * Returns the expression for a parameter, the same one for the same name and value.
   *
   * @param before the path up to it, by which it is told from another of the same name
   */
  public String given(String parameter, String before, String value) {
    if (Secrets.isSecretName(parameter)) {
      return secrets.take(parameter, "The part " + parameter + " of paths.", value);
    }
    return Templates.expression(valued(parameter, before, value));
  }

  /** Returns the name of the variable with a name and value. */
  private String valued(String parameter, String before, String value) {
    return known.computeIfAbsent(
        parameter + "\0" + value,
        _ -> {
          String free = names.claim(wanted(parameter, before));
          values.put(free, Templates.literal(value));
          return free;
        });
  }

  /** Returns the name, with what it is of if another value has it already: {@code users_id}. */
  private String wanted(String parameter, String before) {
    String word = Names.word(parameter);
    if (!values.containsKey(word)) {
      return word;
    }
    String[] segments = before.split("/", -1);
    for (int i = segments.length - 1; i >= 0; i--) {
      if (!segments[i].isEmpty() && !segments[i].contains("{")) {
        return Names.word(segments[i]) + "_" + word;
      }
    }
    return word;
  }
}
