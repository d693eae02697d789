package dev.loadstone.core.plan;

import java.util.regex.Pattern;

/**
 * A value taken from a response into a variable of the virtual user. If there is none, the
 * operation has failed.
 *
 * @param variable the variable's name
 * @param source where the value comes from
 */
public record Extraction(String variable, Source source) {
  /** Where a value comes from. */
  public sealed interface Source {}

  /**
   * The first value at a place in the JSON body: a string's text, else the value as JSON.
   *
   * @param path the place
   */
  public record Json(JsonPath path) implements Source {}

  /**
   * The first header of that name.
   *
   * @param name in lower case
   */
  public record Header(String name) implements Source {}

  /**
   * The first match in the body.
   *
   * @param pattern a Java regular expression
   * @param group which group of it; 0 for the whole match
   */
  public record Regex(Pattern pattern, int group) implements Source {}

  /**
   * The value of a cookie that the response sets.
   *
   * @param name the cookie's name
   */
  public record Cookie(String name) implements Source {}
}
