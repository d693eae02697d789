package dev.loadstone.core.finding;

import java.util.OptionalDouble;

/**
 * Something that a run showed, in sentences.
 *
 * @param kind what it is about
 * @param severity how urgent
 * @param evidence what was seen, with figures
 * @param impact whom or what it hurts, and how much; empty if the evidence says it
 * @param recommendation what to do
 * @param next the experiment that would tell more
 * @param at seconds from the start of the run; empty if it holds for all of it
 */
public record Finding(
    Kind kind,
    Severity severity,
    String evidence,
    String impact,
    String recommendation,
    String next,
    OptionalDouble at) {
  /** Creates a finding that holds for the whole run. */
  Finding(
      Kind kind,
      Severity severity,
      String evidence,
      String impact,
      String recommendation,
      String next) {
    this(kind, severity, evidence, impact, recommendation, next, OptionalDouble.empty());
  }
}
