package dev.loadstone.core.expression;

import java.util.List;

/**
 * What stands between <code>${</code> and <code>}</code> in a template, as far as it is not known
 * before the run.
 */
public sealed interface Expression {
  /**
   * The value of a plan's variable, or of what an earlier step extracted.
   *
   * @param name as the plan names it
   */
  record Variable(String name) implements Expression {}

  /**
   * A column of a feeder's current row.
   *
   * @param feeder the feeder's name
   * @param column the column's name
   */
  record FeederColumn(String feeder, String column) implements Expression {}

  /**
   * A credential's secret text; never to be logged.
   *
   * @param name the credential's name
   */
  record CredentialValue(String name) implements Expression {}

  /**
   * A random whole number, each time a new one, all equally likely.
   *
   * @param min the smallest, included
   * @param max the largest, included; at least {@code min}
   */
  record RandomInt(long min, long max) implements Expression {}

  /** A random version-4 UUID (RFC 9562), each time a new one. */
  record RandomUuid() implements Expression {}

  /**
   * One of several texts, each time a new choice, all equally likely.
   *
   * @param choices at least one
   */
  record RandomChoice(List<String> choices) implements Expression {
    /** Copies the choices. */
    public RandomChoice {
      choices = List.copyOf(choices);
    }
  }

  /** The number of the virtual user, from 0, unique in the run. */
  record UserId() implements Expression {}

  /** The number of the virtual user's iteration, from 0. */
  record Iteration() implements Expression {}

  /** The wall-clock time in milliseconds since 1970-01-01T00:00Z. */
  record Now() implements Expression {}
}
