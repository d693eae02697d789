package dev.loadstone.core.plan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
   * @param pattern a Java regular expression without flags; two with the same text are equal
   * @param group which group of it; 0 for the whole match
   */
  public record Regex(Pattern pattern, int group) implements Source {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Regex regex
          && regex.pattern.pattern().equals(pattern.pattern())
          && regex.group == group;
    }

    @Override
    public int hashCode() {
      return 31 * pattern.pattern().hashCode() + group;
    }
  }

  /**
   * A value in the last event of a type that has it, of a stream: a string's text, else the value
   * as JSON.
   *
   * @param type the event's type, as events are counted by
   * @param path the place in the event's data
   * @param optional whether there may be none; the variable then has no value
   */
  public record Event(String type, JsonPath path, boolean optional) implements Source {}

  /**
   * All that a stream made of one kind, put together.
   *
   * @param kind of which kind
   */
  public record StreamText(Kind kind) implements Source {
    /** Kinds of text. */
    public enum Kind {
      /** What is shown. */
      OUTPUT,
      /** What the model thinks before it answers. */
      REASONING
    }
  }

  /**
   * The value of a cookie that the response sets.
   *
   * @param name the cookie's name
   */
  public record Cookie(String name) implements Source {}
}
