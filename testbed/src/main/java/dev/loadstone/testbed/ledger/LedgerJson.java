package dev.loadstone.testbed.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.testbed.ledger.LedgerSnapshot.Level;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a snapshot of the ledger as JSON. */
final class LedgerJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private LedgerJson(JsonGenerator json) {
    this.json = json;
  }

  static String write(LedgerSnapshot snapshot) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      new LedgerJson(json).snapshot(snapshot);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string takes any text", impossible);
    }
    return text.toString();
  }

  private void snapshot(LedgerSnapshot snapshot) throws IOException {
    json.writeStartObject();
    json.writeStringField("since", snapshot.since().toString());
    json.writeObjectFieldStart("routes");
    for (Map.Entry<String, RouteLedger> route : snapshot.routes().entrySet()) {
      json.writeObjectFieldStart(route.getKey());
      route(route.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    level("open_connections", snapshot.openConnections());
    level("in_flight", snapshot.inFlight());
    json.writeNumberField("failed_handshakes", snapshot.failedHandshakes());
    json.writeEndObject();
  }

  private void route(RouteLedger route) throws IOException {
    json.writeNumberField("requests", route.requests());
    counts("outcomes", route.outcomes());
    counts("injected", route.injected());
    times("total", route.total());
    times("waiting", route.waiting());
    times("service", route.service());
    times("sending", route.sending());
    times("lateness", route.lateness());
    if (route.stream().frames() > 0) {
      stream(route.stream());
    }
    if (route.socket().opened() > 0) {
      socket(route.socket());
    }
    if (!route.extras().equals(ExtraLedger.NONE)) {
      extras(route.extras());
    }
  }

  private void extras(ExtraLedger extras) throws IOException {
    json.writeObjectFieldStart("extras");
    for (Map.Entry<String, Long> count : extras.counts().entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    for (Map.Entry<String, TimeSummary> time : extras.times().entrySet()) {
      times(time.getKey(), time.getValue());
    }
    json.writeEndObject();
  }

  private void stream(StreamLedger stream) throws IOException {
    json.writeObjectFieldStart("stream");
    json.writeNumberField("frames", stream.frames());
    json.writeNumberField("interrupts", stream.interrupts());
    if (stream.firstStatus().count() > 0) {
      times("first_status", stream.firstStatus());
    }
    times("first_token", stream.firstToken());
    times("token_gap", stream.tokenGap());
    times("last_token", stream.lastToken());
    times("end", stream.end());
    times("tool_time", stream.toolTime());
    json.writeEndObject();
  }

  private void socket(SocketLedger socket) throws IOException {
    json.writeObjectFieldStart("socket");
    json.writeNumberField("opened", socket.opened());
    json.writeNumberField("received", socket.received());
    json.writeNumberField("sent", socket.sent());
    json.writeNumberField("unanswered", socket.unanswered());
    counts("closed", socket.closed());
    times("reply", socket.reply());
    times("gap", socket.gap());
    times("latency", socket.latency());
    json.writeEndObject();
  }

  private void counts(String key, Map<String, Long> counts) throws IOException {
    json.writeObjectFieldStart(key);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }

  private void times(String key, TimeSummary times) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeNumberField("count", times.count());
    number("mean", times.mean());
    number("stddev", times.stddev());
    number("min", times.min());
    number("max", times.max());
    number("p50", times.p50());
    number("p75", times.p75());
    number("p90", times.p90());
    number("p95", times.p95());
    number("p99", times.p99());
    number("p99.9", times.p999());
    json.writeEndObject();
  }

  private void number(String key, double value) throws IOException {
    if (!Double.isNaN(value)) {
      json.writeNumberField(key, value);
    }
  }

  private void level(String key, Level level) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeNumberField("now", level.now());
    json.writeNumberField("max", level.max());
    json.writeEndObject();
  }
}
