package dev.loadstone.web;

import dev.loadstone.web.live.LiveFeed;
import dev.loadstone.web.live.LiveFeed.Message;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Those who look at the run, by server-sent events. One who reads too slowly is told nothing more
 * until what was written is gone, and then what is the newest. All of it happens on one event loop.
 *
 * <p><b>Source:</b> HTML Living Standard, section 9.2 (server-sent events).
 */
final class Viewers {
  static final int MAX = 200;

  /** Messages that a viewer who comes back gets one by one; of more it gets the state. */
  private static final int CAUGHT_UP_MAX = 60;

  private static final long HEARTBEAT_MILLIS = 15_000;
  private static final int RETRY_MILLIS = 1_000;
  private static final int QUEUE_BYTES = 256 * 1_024;
  private static final Buffer BEAT = Buffer.buffer(":\n\n");

  private final LiveFeed feed;
  private final Context loop;
  private final Set<Viewer> viewers = new LinkedHashSet<>();
  private Optional<Framed> newest = Optional.empty();

  /** A message, and what is written of it. */
  private record Framed(Message message, Buffer frame) {}

  Viewers(Vertx vertx, Context loop, LiveFeed feed) {
    this.feed = feed;
    this.loop = loop;
    feed.listen(message -> loop.runOnContext(now -> tell(message)));
    vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> loop.runOnContext(now -> beat()));
  }

  private void tell(Message message) {
    for (Viewer viewer : List.copyOf(viewers)) {
      viewer.tell(message);
    }
  }

  /**
   * Returns what is written of a message: made once for all viewers, each with its own place in it.
   */
  private Buffer frame(Message message) {
    Framed framed =
        newest
            .filter(last -> last.message().equals(message))
            .orElseGet(() -> new Framed(message, written(message)));
    newest = Optional.of(framed);
    return framed.frame().slice();
  }

  private Buffer written(Message message) {
    return Buffer.buffer(
        "id: "
            + feed.id(message)
            + "\nevent: "
            + message.event()
            + "\ndata: "
            + message.data()
            + "\n\n");
  }

  private void beat() {
    for (Viewer viewer : List.copyOf(viewers)) {
      viewer.beat();
    }
  }

  int count() {
    return viewers.size();
  }

  /** Begins to tell one more. */
  void add(RoutingContext context) {
    if (viewers.size() >= MAX) {
      Answers.error(context, 503, "there are " + MAX + " viewers already");
      return;
    }
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("X-Accel-Buffering", "no")
        .setWriteQueueMaxSize(QUEUE_BYTES);
    Viewer viewer = new Viewer(response);
    viewers.add(viewer);
    response.closeHandler(gone -> viewers.remove(viewer));
    response.exceptionHandler(gone -> viewers.remove(viewer));
    response.drainHandler(drained -> loop.runOnContext(now -> viewer.drained()));
    response.write("retry: " + RETRY_MILLIS + "\n\n");
    viewer.begin(
        Optional.ofNullable(context.request().getHeader("Last-Event-ID")).flatMap(feed::sequence));
  }

  /** Ends all connections. */
  void close() {
    for (Viewer viewer : new ArrayList<>(viewers)) {
      viewer.response.end();
    }
    viewers.clear();
  }

  private final class Viewer {
    private final HttpServerResponse response;
    private long sent;
    private boolean behind;

    Viewer(HttpServerResponse response) {
      this.response = response;
    }

    void begin(Optional<Long> last) {
      last.ifPresentOrElse(
          sequence -> {
            sent = sequence;
            catchUp();
          },
          () -> write(feed.state()));
    }

    void tell(Message message) {
      if (message.sequence() <= sent) {
        return;
      }
      if (behind || response.writeQueueFull()) {
        behind = true;
      } else if (message.sequence() == sent + 1) {
        write(message);
      } else {
        catchUp();
      }
    }

    void drained() {
      if (behind) {
        behind = false;
        catchUp();
      }
    }

    private void catchUp() {
      feed.since(sent, CAUGHT_UP_MAX)
          .ifPresentOrElse(missed -> missed.forEach(this::write), () -> write(feed.state()));
    }

    private void write(Message message) {
      sent = message.sequence();
      send(frame(message));
    }

    void beat() {
      if (!response.writeQueueFull()) {
        send(BEAT.slice());
      }
    }

    private void send(Buffer text) {
      if (!response.closed()) {
        response.write(text);
      }
    }
  }
}
