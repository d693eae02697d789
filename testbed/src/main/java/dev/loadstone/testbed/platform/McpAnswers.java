package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.Frame.Kind;
import java.util.ArrayList;
import java.util.List;

/** How the MCP server sends its answers, each at its time. */
final class McpAnswers {
  private McpAnswers() {}

  /**
   * Returns an answer as one JSON text.
   *
   * @param nanos when it is due, after the service
   * @param timed under which name the ledger has its time
   */
  static Answer whole(String message, long nanos, String timed) {
    Frame frame = new Frame(message, Kind.WHOLE, nanos, timed);
    return Answer.later(
        new StreamScript(List.of(frame), new Frame("{}", Kind.WHOLE), new Frame("{}", Kind.WHOLE)));
  }

  /**
   * Returns an answer as server-sent events.
   *
   * @param nanos when it is due, after the service
   * @param everyNanos from one note of progress before it to the next; 0 for none
   * @param timed under which name the ledger has its time; empty for none
   */
  static Answer streamed(
      McpRequest request, String message, long nanos, long everyNanos, String timed) {
    List<Frame> frames = new ArrayList<>();
    long at = 0;
    for (int note = 1; everyNanos > 0 && at + everyNanos < nanos; note++) {
      frames.add(new Frame(event(request.progress(note)), Kind.PROGRESS, everyNanos, ""));
      at += everyNanos;
    }
    frames.add(new Frame(event(message), Kind.OTHER, nanos - at, timed));
    return Answer.stream(
        new StreamScript(
            frames,
            new Frame(event(request.error(-32603, "the truth wants this error")), Kind.OTHER),
            new Frame(event("{\"jsonrpc\":\"2.0\",\"id\":\"other\",\"result\":{}}"), Kind.OTHER)));
  }

  private static String event(String message) {
    return "event: message\ndata: " + message + "\n\n";
  }
}
