package dev.loadstone.core.record;

/**
 * What a counter counts.
 *
 * @param name one of the constants here
 * @param tags which part of it
 */
public record CounterKey(String name, Tags tags) {
  /** Ended operations, by scenario, step, phase and outcome, failed ones also by error. */
  public static final String OPERATIONS = "operations";

  /** Ended iterations, by scenario, phase and outcome. */
  public static final String ITERATIONS = "iterations";

  /** Iterations that an open workload intended, by scenario and phase. */
  public static final String OFFERED = "offered";

  /** Iterations that were started, by scenario and phase. */
  public static final String STARTED = "started";

  /** Iterations that were intended but never started, by scenario, phase and reason. */
  public static final String DROPPED = "dropped";

  /** Checks made, by scenario, step, phase and outcome (passed or failed). */
  public static final String CHECKS = "checks";

  /**
   * Operations with a service-level objective, by scenario, step, phase and outcome (met or
   * missed).
   */
  public static final String OBJECTIVES = "objectives";

  /** Bytes of requests, by scenario, step and phase. */
  public static final String BYTES_SENT = "bytes_sent";

  /** Bytes of responses, by scenario, step and phase. */
  public static final String BYTES_RECEIVED = "bytes_received";

  /** Frames of streams, by scenario, step, phase and event: the type of the frame. */
  public static final String EVENTS = "events";

  /** Bytes of the frames' data, by scenario, step, phase and event. */
  public static final String EVENT_BYTES = "event_bytes";

  /**
   * Tokens that models made for answers, by scenario, step, phase and source: {@code usage} as the
   * target counts them, {@code chunks} one for each frame that carries some.
   */
  public static final String TOKENS = "tokens";

  /** Gaps in streams that were longer than the step allows, by scenario, step and phase. */
  public static final String STALLS = "stalls";

  /** Streams that the plan wanted ended before their end, by scenario, step and phase. */
  public static final String STREAMS_CUT = "streams_cut";

  /** Calls that the target ended with a status, by scenario, step, phase and status. */
  public static final String GRPC_STATUSES = "grpc_statuses";

  /**
   * Connections that were opened, TLS and HTTP/2 agreed, by protocol: {@code http/1.1} or {@code
   * http/2}. The warm-up is in it.
   */
  public static final String CONNECTIONS_OPENED = "connections_opened";

  /** Returns the key as one word. */
  public String encoded() {
    return name + tags.encoded();
  }

  /**
   * Parses what {@link #encoded()} gives.
   *
   * @throws IllegalArgumentException if the word is anything else
   */
  public static CounterKey parse(String word) {
    int brace = word.indexOf('{');
    return brace < 0
        ? new CounterKey(word, Tags.NONE)
        : new CounterKey(word.substring(0, brace), Tags.parse(word.substring(brace)));
  }
}
