package dev.loadstone.testbed.server;

import dev.loadstone.testbed.ledger.Ending;
import dev.loadstone.testbed.ledger.RouteRecorder;
import dev.loadstone.testbed.platform.GrpcFrames;
import dev.loadstone.testbed.platform.Talk;
import dev.loadstone.testbed.route.RouteMatch.Found;
import dev.loadstone.testbed.station.RouteStation;
import dev.loadstone.testbed.truth.SplitMix64;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that streams both ways: each message is answered as soon as the service time, drawn for
 * it, has passed since it came, and not before the one before it. Of the truth only the service
 * time and freezes count here. Only the event loop of its connection uses it.
 */
final class Dialogue {
  private final Loop loop;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Found found;
  private final Talk talk;
  private final boolean packed;
  private final long arrivalNanos;
  private final LiveTruth live;
  private final int volume;
  private final RouteStation station;
  private final SplitMix64 random;
  private Buffer left = Buffer.buffer();
  private int messages;
  private int replies;
  private long dueNanos;
  private long lastNanos;
  private boolean over;
  private boolean ended;

  Dialogue(Loop loop, HttpServerRequest request, Found found, Talk talk, long arrivalNanos) {
    this.loop = loop;
    this.request = request;
    this.response = request.response();
    this.found = found;
    this.talk = talk;
    packed = !GrpcFrames.coding(request.headers()).isEmpty();
    this.arrivalNanos = arrivalNanos;
    live = loop.platform().live();
    volume = loop.ledger().volume();
    station = live.stations().get(found.index());
    random = station.streamRandom(station.number());
    dueNanos = arrivalNanos;
  }

  /** Counts the arrival, and answers what comes. */
  void begin() {
    recorder().arrived();
    loop.platform().ledger().inFlight().up();
    response.setChunked(true);
    response.putHeader(HttpHeaders.DATE, loop.date());
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/grpc");
    if (packed) {
      response.putHeader(GrpcFrames.ENCODING, GrpcFrames.GZIP);
    }
    response.closeHandler(closed -> end(Ending.CLIENT_GONE));
    var _ = response.writeHead();
    request.handler(this::take);
    request.endHandler(end -> {
      over = true;
      finishIfDone();
    });
  }

  private void take(Buffer piece) {
    List<Buffer> whole = new ArrayList<>();
    try {
      left = GrpcFrames.take(left.appendBuffer(piece), whole);
    } catch (IllegalArgumentException broken) {
      refuse();
      return;
    }
    for (Buffer message : whole) {
      int number = messages++;
      long service = station.truth().service().drawNanos(random);
      dueNanos = live.freezes().thaw(Math.max(dueNanos, now() + service));
      if (dueNanos <= now()) {
        reply(message, number);
      } else {
        loop.timers().at(dueNanos, () -> reply(message, number));
      }
    }
  }

  private void reply(Buffer message, int number) {
    if (ended) {
      return;
    }
    try {
      var _ = response.write(GrpcFrames.frame(talk.reply(message, number), packed));
    } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
      refuse();
      return;
    }
    long now = now();
    recorder().stream().frame();
    if (replies == 0) {
      recorder().stream().first(now - arrivalNanos);
    } else {
      recorder().stream().gap(now - lastNanos);
    }
    lastNanos = now;
    replies++;
    finishIfDone();
  }

  private void refuse() {
    if (!ended) {
      finish(List.of("grpc-status", "3", "grpc-message", "a message is none"));
    }
  }

  private void finishIfDone() {
    if (over && replies == messages && !ended) {
      finish(GrpcFrames.OK);
    }
  }

  private void finish(List<String> trailers) {
    ResponseWriter.put(trailers, response);
    var _ = response.end();
    long now = now();
    recorder().answered(now - arrivalNanos);
    recorder().stream().ended(now - arrivalNanos, lastNanos - arrivalNanos, replies > 0);
    end(Ending.OK);
  }

  private void end(Ending ending) {
    if (!ended) {
      ended = true;
      recorder().ended(ending);
      loop.platform().ledger().inFlight().down();
    }
  }

  private RouteRecorder recorder() {
    return loop.ledger().route(found.index(), volume);
  }

  private long now() {
    return loop.platform().ticker().nanos();
  }
}
