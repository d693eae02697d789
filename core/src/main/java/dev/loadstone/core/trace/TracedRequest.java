package dev.loadstone.core.trace;

/**
 * A request that was sent with a trace context, redirects included. All times are nanoseconds from
 * the start of the run.
 *
 * @param ids by what it is known
 * @param scenario the scenario that it belongs to; empty for the plan's own setup
 * @param step the step's name
 * @param target what was asked, and of whom
 * @param intendedNanos when it was intended to start
 * @param startNanos when it did
 * @param endNanos when its end was read
 * @param status of the response; 0 if there was none
 * @param error the class of what went wrong; empty if nothing
 * @param inputTokens tokens of the prompt as the target counts them; negative if it does not say
 * @param outputTokens tokens of the answer as the target counts them; negative if it does not say
 */
public record TracedRequest(
    TraceIds ids,
    String scenario,
    String step,
    Target target,
    long intendedNanos,
    long startNanos,
    long endNanos,
    int status,
    String error,
    long inputTokens,
    long outputTokens) {
  /** The class of a request that the generator gave up of its own accord. */
  public static final String CANCELLED = "cancelled";

  /**
   * What was asked, and of whom.
   *
   * @param name method and path as the step has them, without query, places of values marked by an
   *     ellipsis
   * @param method of the request; after redirects, of the last
   * @param origin scheme, host and port
   * @param path with its query as the step has them, places of values marked by an ellipsis; after
   *     redirects, where they led, without query
   * @param host name or address
   * @param port from 1 to 65535
   * @param version of HTTP: 1.1 or 2; empty if nothing was sent
   */
  public record Target(
      String name,
      String method,
      String origin,
      String path,
      String host,
      int port,
      String version) {}
}
