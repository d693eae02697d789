package dev.loadstone.testbed.server;

import dev.loadstone.testbed.ledger.Ending;
import dev.loadstone.testbed.ledger.RouteRecorder;
import dev.loadstone.testbed.ledger.SocketRecorder;
import dev.loadstone.testbed.platform.Answer;
import dev.loadstone.testbed.platform.Call;
import dev.loadstone.testbed.platform.GrpcFrames;
import dev.loadstone.testbed.platform.StreamScript;
import dev.loadstone.testbed.route.RouteMatch.Found;
import dev.loadstone.testbed.server.Refusals.Refusal;
import dev.loadstone.testbed.station.RouteStation;
import dev.loadstone.testbed.station.Ticket;
import dev.loadstone.testbed.truth.Drip;
import dev.loadstone.testbed.truth.ErrorKind;
import dev.loadstone.testbed.truth.ErrorKind.Fault;
import dev.loadstone.testbed.truth.ErrorKind.Status;
import dev.loadstone.testbed.truth.RouteTruth;
import dev.loadstone.testbed.truth.SplitMix64;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * A request from its head to the last byte of its answer.
 *
 * <p>Only the event loop of its connection uses it, with two exceptions: {@link #scheduled} and
 * {@link #called} come from whoever freed a worker, and {@link #burnt} is sent by the thread that
 * burnt; all of them only hand over to the loop.
 */
final class Exchange implements Ticket {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Loop loop;
  private final HttpServerRequest request;
  private final Found found;
  private final long arrivalNanos;
  private final LiveTruth live;
  private final int volume;
  private final ResponseWriter writer;

  private @Nullable RouteStation station;
  private Buffer body = RequestBody.EMPTY;
  private long number;
  private long serviceNanos;
  private long startNanos;
  private long endNanos;
  private long servedNanos;
  private boolean isServed;
  private boolean closes;
  private boolean ended;
  private boolean left;

  Exchange(Loop loop, HttpServerRequest request, Found found, long arrivalNanos) {
    this.loop = loop;
    this.request = request;
    this.found = found;
    this.arrivalNanos = arrivalNanos;
    live = loop.platform().live();
    volume = loop.ledger().volume();
    writer = new ResponseWriter(loop, request, live.freezes());
  }

  /** Counts the arrival. */
  void arrived() {
    recorder().arrived();
    loop.platform().ledger().inFlight().up();
  }

  /** Closes the connection once the request is answered. */
  void closeAfterwards() {
    closes = true;
  }

  /** Takes the request through rate limit, body, queue and service to its answer. */
  void begin() {
    arrived();
    RouteStation mine = live.stations().get(found.index());
    station = mine;
    number = mine.number();
    if (opensSocket()) {
      request.pause(); // until it is answered, which need not be at once
    }
    if (mine.isInStorm(arrivalNanos)) {
      refuse(Refusals.storm(mine.truth().storm()));
    } else if (mine.isStarting(arrivalNanos)) {
      refuse(Refusals.starting());
    } else if (!mine.passes(arrivalNanos)) {
      mine.truth().rateLimit().ifPresent(limit -> refuse(Refusals.rateLimited(limit)));
    } else if (RequestBody.isExpected(request)) {
      watch();
      RequestBody.read(request, whole -> queue(mine, whole, now()), this::refuseBody);
    } else {
      queue(mine, RequestBody.EMPTY, arrivalNanos);
    }
  }

  private void refuseBody() {
    closes = true;
    refuse(Refusals.bodyTooLarge(RequestBody.BYTES_MAX));
  }

  private void queue(RouteStation mine, Buffer whole, long readyNanos) {
    body = whole;
    serviceNanos = mine.serviceNanos(number, arrivalNanos);
    switch (mine.station().admit(this, readyNanos)) {
      case REFUSED -> refuse(Refusals.queueFull());
      case WAITING -> watch();
      case SCHEDULED -> {
        if (burns() || endNanos - now() > 0) {
          watch();
          called();
        } else {
          served(mine);
        }
      }
    }
  }

  @Override
  public long serviceNanos() {
    return serviceNanos;
  }

  @Override
  public boolean burns() {
    return station != null && !station.truth().burn().isZero();
  }

  @Override
  public void scheduled(long start, long end) {
    startNanos = start;
    endNanos = end;
  }

  @Override
  public void called() {
    if (burns()) {
      loop.timers().at(startNanos, this::burn);
    } else {
      loop.timers().at(endNanos, () -> due(endNanos));
    }
  }

  private void burn() {
    if (station != null) {
      loop.platform()
          .burner()
          .burn(station.truth().burn().toNanos(), () -> loop.executor().execute(this::burnt));
    }
  }

  private void burnt() {
    long end = Math.max(now(), endNanos);
    long thaw = live.freezes().thaw(end);
    loop.timers().at(thaw, () -> due(thaw));
  }

  private void due(long atNanos) {
    if (station != null) {
      recorder().late(Math.max(0, now() - atNanos));
      served(station);
    }
  }

  private void served(RouteStation mine) {
    long now = now();
    mine.station().finish(this, now);
    loop.platform().memory().leak(mine.truth().leakBytes());
    loop.platform().files().leak(mine.truth().leakFiles());
    if (ended) {
      return;
    }
    servedNanos = now;
    isServed = true;
    recorder().served(startNanos - arrivalNanos, now - startNanos);
    ErrorKind error = mine.error(number).orElse(null);
    if (error != null) {
      recorder().injected(error);
    }
    switch (error) {
      case null -> answer(null);
      case Status status ->
          write(Answer.error(status.code(), "injected", "the truth wants this error"), Ending.OK);
      case Fault fault -> fail(fault, mine);
    }
  }

  private void answer(@Nullable Fault fate) {
    if (loop.platform().isMetrics(found.index())) {
      watch();
      var _ =
          loop.platform()
              .ledger()
              .metrics()
              .thenAcceptAsync(text -> write(Answer.metrics(text), Ending.OK), loop.executor());
    } else if (opensSocket()) {
      openSocket();
    } else {
      Answer answer = endpoint(fate);
      Ending ending =
          fate != null && answer.later().fated() ? Ending.valueOf(fate.name()) : Ending.OK;
      if (answer.stream().isPresent()) {
        stream(answer, null, ending);
      } else {
        reply(answer, ending);
      }
    }
  }

  /** Writes an answer when its time has come. */
  private void reply(Answer answer, Ending ending) {
    long nanos = answer.later().nanos() + latencyNanos();
    if (nanos == 0) {
      write(answer, ending);
      return;
    }
    watch();
    long due = live.freezes().thaw(servedNanos + nanos);
    loop.timers()
        .at(
            due,
            () -> {
              servedNanos = now(); // what is waited for is no sending
              write(answer, ending);
            });
  }

  /** Returns how far away the client is: what an answer takes besides everything else. */
  private long latencyNanos() {
    return station == null ? 0 : live.truth().latency().drawNanos(station.latencyRandom(number));
  }

  /** Writes a stream, spoilt by a fault if there is one. */
  private void stream(Answer answer, @Nullable Fault fault, Ending ending) {
    watch();
    StreamScript script = answer.stream().orElseThrow();
    Drip drip = stationTruth().errors().drip();
    StreamTimetable timetable =
        StreamTimetable.of(script, fault, stationTruth().stream(), streamRandom(), drip);
    new StreamWriter(
            loop,
            request.response(),
            live.freezes(),
            this::recorder,
            arrivalNanos,
            stationTruth().stream().clockAhead())
        .write(
            writer.head(answer),
            timetable,
            script.interruption(),
            !ending.isFailedStream(),
            written -> written(written, answer.status(), ending));
  }

  private boolean opensSocket() {
    return loop.platform().isSocket(found.index())
        && request.version() == HttpVersion.HTTP_1_1
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  private void openSocket() {
    watch();
    request
        .toWebSocket()
        .onSuccess(socket -> {
          written(true, SWITCHING_PROTOCOLS, Ending.OK);
          if (loop.platform().isChain(found.index())) {
            new ChainSession(loop, socket, live, () -> sockets(loop.ledger().volume())).begin();
            return;
          }
          new SocketSession(
                  loop,
                  socket,
                  stationTruth().socket(),
                  streamRandom(),
                  live.freezes(),
                  this::sockets)
              .begin(loop.platform().conversation(found.index()));
        })
        .onFailure(refused -> written(false, SWITCHING_PROTOCOLS, Ending.OK));
  }

  /** Returns what takes a message of a volume of the ledger: a connection outlasts many. */
  private SocketRecorder sockets(int inVolume) {
    return loop.ledger().route(found.index(), inVolume).socket();
  }

  private SplitMix64 streamRandom() {
    if (station == null) {
      throw new IllegalStateException("a stream is of a station");
    }
    return station.streamRandom(number);
  }

  private SplitMix64 answerRandom() {
    return station == null ? SplitMix64.stream(0, 0, 0) : station.answerRandom(number);
  }

  private RouteTruth stationTruth() {
    return station == null ? RouteTruth.IDEAL : station.truth();
  }

  private Answer endpoint(@Nullable Fault fate) {
    return loop.platform()
        .endpoint(found.index())
        .answer(
            new Call(
                number,
                found.parameters(),
                request.headers(),
                body,
                stationTruth().stream(),
                live.truth().mcp(),
                answerRandom(),
                streamRandom(),
                recorder().extras(),
                fate,
                live.chain(),
                live.mesh(),
                live.truth().platform(),
                live.market(),
                live.kit()));
  }

  private Answer endpoint() {
    return endpoint(null);
  }

  private void fail(Fault fault, RouteStation mine) {
    switch (fault) {
      case RESET -> {
        end(Ending.RESET);
        writer.reset();
      }
      case RESET_BODY -> {
        end(Ending.RESET_BODY);
        writer.half(endpoint(), writer::reset);
      }
      case CLOSE -> {
        hang(Ending.CLOSE);
        writer.closeOwnSide();
      }
      case HALF_CLOSE -> {
        Answer answer = endpoint();
        writer.withholdUntilClosed();
        writer.write(
            answer,
            false,
            written -> {
              written(written, answer.status(), Ending.HALF_CLOSE);
              writer.closeOwnSide();
            });
      }
      case STALL -> hang(Ending.STALL);
      case STALL_BODY -> {
        hang(Ending.STALL_BODY);
        writer.half(endpoint(), () -> {});
      }
      case TRUNCATE -> {
        end(Ending.TRUNCATE);
        writer.half(endpoint(), writer::close);
      }
      case SLOW_BODY -> {
        watch();
        Answer answer = endpoint();
        writer.drip(
            answer,
            mine.truth().errors().drip(),
            written -> written(written, answer.status(), Ending.SLOW_BODY));
      }
      case CUT_STREAM, STREAM_ERROR, STALL_STREAM, BUFFERED, DISORDER -> {
        Answer answer = endpoint();
        if (answer.stream().isPresent()) {
          stream(answer, fault, Ending.valueOf(fault.name()));
        } else if (fault == Fault.STREAM_ERROR && answer.failing().isPresent()) {
          write(answer.failed(), Ending.STREAM_ERROR);
        } else {
          reply(answer, Ending.OK); // refused before it could stream
        }
      }
      case FAIL_TASK, REJECT_TASK, ASK_INPUT -> answer(fault);
    }
  }

  /** Counts the end, though the operation lasts until the client goes away. */
  private void hang(Ending ending) {
    watch();
    recorder().ended(ending);
    ended = true;
  }

  /** Answers without service, though not in a freeze. */
  void refuse(Refusal refusal) {
    long now = now();
    long thaw = live.freezes().thaw(now);
    if (thaw == now) {
      write(refusal.answer(), refusal.ending());
    } else {
      watch();
      loop.timers().at(thaw, () -> write(refusal.answer(), refusal.ending()));
    }
  }

  private void write(Answer answer, Ending ending) {
    if (!ended) {
      Answer told = GrpcFrames.isCall(request) ? GrpcFrames.inPlaceOf(answer) : answer;
      writer.write(told, closes, written -> written(written, answer.status(), ending));
    }
  }

  private void written(boolean toTheEnd, int status, Ending ending) {
    if (ended) {
      return;
    }
    if (!toTheEnd) {
      end(Ending.CLIENT_GONE);
      return;
    }
    long now = now();
    recorder().answered(now - arrivalNanos);
    if (isServed) {
      recorder().sent(now - servedNanos);
    }
    if (ending == Ending.OK && status >= 400) {
      recorder().endedWithStatus(status);
      leave();
    } else {
      end(ending);
    }
  }

  /** Learns when the client goes away. */
  private void watch() {
    if (!ended) {
      request.response().closeHandler(closed -> clientGone());
    }
  }

  private void clientGone() {
    if (ended) {
      leave();
    } else if (!request.response().ended()) {
      end(Ending.CLIENT_GONE);
    } // else a stream that was closed by its answer, of which the write tells
  }

  private void end(Ending ending) {
    recorder().ended(ending);
    leave();
  }

  private void leave() {
    ended = true;
    if (!left) {
      left = true;
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
