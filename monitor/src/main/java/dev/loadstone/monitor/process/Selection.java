package dev.loadstone.monitor.process;

import dev.loadstone.core.step.InvalidArgumentException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which processes are meant.
 *
 * @param text as the plan has it
 * @param id of the only one; 0 if they are meant by their command lines
 * @param command whether a command line is meant
 * @param children whether what these started is meant too
 */
record Selection(String text, long id, Predicate<String> command, boolean children) {
  private static final Pattern ID = Pattern.compile("\\d{1,18}");

  /**
   * Returns what a text means.
   *
   * @throws InvalidArgumentException if it is neither an id nor a regular expression
   */
  static Selection parse(String text) {
    if (text.isBlank()) {
      throw new InvalidArgumentException(
          "process",
          "must be the id of a process or a part of its command line, got nothing",
          "Write process: 4711, or process: java -jar shop.jar.");
    }
    if (ID.matcher(text).matches()) {
      return new Selection(text, Long.parseLong(text), any -> false, false);
    }
    try {
      return new Selection(text, 0, Pattern.compile(text).asPredicate(), false);
    } catch (PatternSyntaxException wrong) {
      throw new InvalidArgumentException(
          "process",
          "must be a regular expression, got: " + text,
          "At character " + (wrong.getIndex() + 1) + ": " + wrong.getDescription() + ".");
    }
  }

  /** Returns the same, with or without what these started. */
  Selection withChildren(boolean meant) {
    return new Selection(text, id, command, meant);
  }

  boolean isById() {
    return id > 0;
  }

  @Override
  public String toString() {
    return isById() ? "the id " + id : "a command line that has " + text;
  }
}
