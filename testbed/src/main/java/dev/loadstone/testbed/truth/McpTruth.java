package dev.loadstone.testbed.truth;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the MCP server behaves.
 *
 * @param tools by name, with how long a call takes in addition to the service; copied, in order
 * @param reply how answers are sent
 * @param toolErrors the share of calls in which the tool fails, 0–1
 * @param rpcErrors the share of calls that are answered by a JSON-RPC error, 0–1
 * @param progressEvery the time from one note of progress to the next, and to the first, where the
 *     client asks for some and the answer is sent by events; zero for no notes
 * @param sessionRequests after how many requests of a session the server knows it no more; 0 for
 *     never
 */
public record McpTruth(
    Map<String, ServiceLaw> tools,
    Reply reply,
    double toolErrors,
    double rpcErrors,
    Duration progressEvery,
    int sessionRequests) {
  /** How answers are sent. */
  public enum Reply {
    /** As one JSON text. */
    JSON,
    /** As server-sent events. */
    SSE,
    /** One or the other, drawn for each with the same chance. */
    MIXED
  }

  /** One tool, {@code echo}, that answers at once, in JSON. */
  public static final McpTruth DEFAULT =
      new McpTruth(Map.of("echo", ServiceLaw.NONE), Reply.JSON, 0, 0, Duration.ZERO, 0);

  /** Copies the tools. */
  public McpTruth {
    tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
  }
}
