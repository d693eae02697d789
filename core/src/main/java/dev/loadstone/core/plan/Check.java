package dev.loadstone.core.plan;

import dev.loadstone.core.measure.Operator;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Something that must hold of a response; if it does not, the operation has failed. */
public sealed interface Check {
  /** Returns the check as the plan writes it. */
  String text();

  /**
   * On the status code.
   *
   * @param text as the plan writes it
   * @param operator {@code EQUAL} or {@code NOT_EQUAL} with several codes mean one of them or none
   *     of them
   * @param codes at least one
   */
  record Status(String text, Operator operator, List<Integer> codes) implements Check {
    /** Copies the codes. */
    public Status {
      codes = List.copyOf(codes);
    }
  }

  /**
   * On a value in a JSON body: at least one value at the path must satisfy the test.
   *
   * @param text as the plan writes it
   * @param path where
   * @param test what must hold
   */
  record Json(String text, JsonPath path, ValueTest test) implements Check {}

  /**
   * On a response header; a missing one satisfies only {@code NOT_EXISTS}.
   *
   * @param text as the plan writes it
   * @param name in lower case
   * @param test what must hold
   */
  record Header(String text, String name, ValueTest test) implements Check {}

  /**
   * On the body as text.
   *
   * @param text as the plan writes it
   * @param test what must hold
   */
  record Body(String text, ValueTest test) implements Check {}

  /**
   * On the size of the body, after decompression.
   *
   * @param text as the plan writes it
   * @param operator how the size must compare
   * @param bytes with what
   */
  record BodyBytes(String text, Operator operator, long bytes) implements Check {}

  /**
   * On the operation's own response time.
   *
   * @param text as the plan writes it
   * @param operator how it must compare
   * @param limit with what
   */
  record ResponseTime(String text, Operator operator, Duration limit) implements Check {}

  /** A test of one value. */
  sealed interface ValueTest {}

  /** There is a value. */
  record Exists() implements ValueTest {}

  /** There is none. */
  record NotExists() implements ValueTest {}

  /**
   * The value compares so with a literal: as numbers if both are numbers, else as text.
   *
   * @param operator how
   * @param literal with what
   */
  record Compares(Operator operator, String literal) implements ValueTest {}

  /**
   * The value has this text in it.
   *
   * @param literal not empty
   */
  record Contains(String literal) implements ValueTest {}

  /**
   * The value matches somewhere.
   *
   * @param pattern a Java regular expression without flags; two with the same text are equal
   */
  record Matches(Pattern pattern) implements ValueTest {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Matches matches
          && matches.pattern.pattern().equals(pattern.pattern());
    }

    @Override
    public int hashCode() {
      return pattern.pattern().hashCode();
    }
  }
}
