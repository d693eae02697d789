package dev.loadstone.engine;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.net.Socket;

/** Answers of targets that stream, and short ways to what was recorded of them. */
final class StreamAnswers {
  private StreamAnswers() {}

  static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  static final String OPENAI = "- openai: /v1/chat/completions\n  json: {stream: true}\n";
  static final String ROLE =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
  static final String FINISH =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  static final String DONE = "data: [DONE]\n\n";

  static void chunk(Socket socket, String text) throws IOException {
    RawServer.say(socket, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  static String content(String text) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  /** Says a text in one chunk, as a whole response. */
  static RawServer.Answer saying(String... chunks) {
    return (request, socket) -> {
      RawServer.say(socket, HEAD);
      for (String text : chunks) {
        Thread.sleep(2);
        chunk(socket, text);
      }
      chunk(socket, "");
    };
  }

  static RunResult once(RawServer.Answer answer, String steps) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.once(server.url(), steps);
    }
  }

  static double only(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .mapToDouble(MeasureSummary::max)
        .findFirst()
        .orElse(Double.NaN);
  }

  static long count(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .mapToLong(MeasureSummary::count)
        .findFirst()
        .orElse(0);
  }

  static String message(RunResult result) {
    return result.errors().getFirst().samples().getFirst().message();
  }

  static RawServer.Answer typed(String type, String body) {
    String header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    return (request, socket) -> RawServer.say(socket, RawServer.response("200 OK", header, body));
  }

  static RunResult running(RawServer.Answer answer, String keys, String load, String steps)
      throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.run(Runs.plan(server.url(), keys, load, steps));
    }
  }
}
