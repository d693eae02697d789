package dev.loadstone.core.record;

/**
 * One failed operation, kept as an example of its kind.
 *
 * @param atNanos when it ended, nanoseconds from the start of the run
 * @param scenario the scenario's name
 * @param step the step's name
 * @param error the error's class
 * @param message what was wrong
 * @param request the request's first line, credentials masked
 * @param response the beginning of the response; empty if there was none
 * @param responseTimeNanos its response time
 */
public record FailureSample(
    long atNanos,
    String scenario,
    String step,
    ErrorClass error,
    String message,
    String request,
    String response,
    long responseTimeNanos) {}
