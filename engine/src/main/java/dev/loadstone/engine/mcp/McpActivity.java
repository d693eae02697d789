package dev.loadstone.engine.mcp;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.McpStep.Era;
import dev.loadstone.core.plan.McpStep.Version;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.McpInterpreter;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user's requests to one MCP server, one after the other, and the session that they are
 * of.
 *
 * <p>Order: a session is set up ({@code initialize}, then {@code notifications/initialized}) by the
 * first operation that needs it, and again by an operation that is told that the server knows it no
 * more (status 404), once; that operation's own request follows. The session is ended when the user
 * leaves.
 *
 * <p><b>Source:</b> Model Context Protocol, revision 2025-11-25, Transports: Session Management.
 */
final class McpActivity implements Activity, Exchange.Listener {
  private static final int NOT_FOUND = 404;

  private enum Stage {
    IDLE,
    INITIALIZE,
    INITIALIZED,
    REQUEST,
    FAREWELL
  }

  private final ActivityContext context;
  private final UserValues values;
  private final Listener listener;
  private final McpOperation.Slots slots;
  private final Exchange exchange;
  private final McpRun run = new McpRun();
  private final Bytes session = new Bytes();
  private final Bytes version = new Bytes();
  private @Nullable McpOperation operation;
  private @Nullable StepRecorder recorder;
  private Stage stage = Stage.IDLE;
  private boolean ready;
  private long ids;

  McpActivity(
      ActivityContext context, UserValues values, Listener listener, McpOperation.Slots slots) {
    this.context = context;
    this.values = values;
    this.listener = listener;
    this.slots = slots;
    exchange = new Exchange(values, this);
    exchange.keepHeader(McpMessages.SESSION_HEADER);
  }

  @Override
  public void start(ActivityOperation of, long intendedNanos, StepRecorder into) {
    McpOperation next = (McpOperation) of;
    operation = next;
    recorder = into;
    run.begin(intendedNanos);
    String missing = writeName(next);
    if (!missing.isEmpty()) {
      long now = context.now();
      String what = "no value for " + missing;
      listener.ended(this, Ending.of(intendedNanos, now, now, ErrorClass.SCRIPT, what, ""));
    } else if (next.hasSessions() && !ready) {
      setUp("first", intendedNanos);
    } else {
      request(next.request(isNamed()), intendedNanos);
    }
  }

  /** Finds out the name of what is asked for, once; returns what has no value, or nothing. */
  private String writeName(McpOperation next) {
    int missing =
        next.name().isPresent()
            ? next.name().get().write(values, values.writable(slots.name()))
            : TextTemplate.COMPLETE;
    return missing == TextTemplate.COMPLETE ? "" : context.names().slotName(missing);
  }

  private McpOperation operation() {
    return Objects.requireNonNull(operation, "an operation was started");
  }

  private StepRecorder recorder() {
    return Objects.requireNonNull(recorder, "an operation was started");
  }

  private boolean isNamed() {
    return session.length() > 0;
  }

  private void setUp(String reason, long fromNanos) {
    ready = false;
    session.clear();
    run.setsUp(reason, fromNanos);
    stage = Stage.INITIALIZE;
    send(operation().initialize(), fromNanos);
  }

  private void request(HttpOperation what, long intendedNanos) {
    stage = Stage.REQUEST;
    run.asks(intendedNanos);
    send(what, intendedNanos);
  }

  private void send(HttpOperation what, long intendedNanos) {
    values.writable(slots.session()).append(session);
    values.writable(slots.version()).append(version);
    StreamOperation stream = what.stream();
    if (stream == null) {
      exchange.streamToNothing();
    } else {
      ids++;
      values.writable(slots.id()).appendNumber(ids);
      exchange.streamTo(stream, recorder().streams());
      interpreter().expect(ids, run.intendedNanos(), recorder().extras());
    }
    context.http().start(exchange, what, intendedNanos);
  }

  private McpInterpreter interpreter() {
    return (McpInterpreter) Objects.requireNonNull(exchange.stream()).interpreter();
  }

  @Override
  public void finished(Exchange ended, long endNanos) {
    if (stage == Stage.FAREWELL) {
      gone();
      return;
    }
    run.add(ended);
    recordParts(ended);
    switch (stage) {
      case INITIALIZE -> agreed(endNanos);
      case INITIALIZED -> setUpEnded(endNanos);
      case REQUEST -> answered(endNanos);
      default -> throw new IllegalStateException("nothing was asked for");
    }
  }

  private void recordParts(Exchange ended) {
    if (ended.connectNanos() != Exchange.NEVER) {
      recorder().time(Measure.CONNECT_TIME, ended.connectNanos());
    }
    if (ended.tlsNanos() != Exchange.NEVER) {
      recorder().time(Measure.TLS_TIME, ended.tlsNanos());
    }
    if (stage == Stage.REQUEST
        && ended.firstByteTimeNanos() != Exchange.NEVER
        && ended.error() == null) {
      recorder().time(Measure.FIRST_BYTE_TIME, ended.firstByteTimeNanos());
    }
  }

  // --- the session

  private void agreed(long endNanos) {
    if (exchange.error() != null) {
      setUpFailed("initialize: ", endNanos);
      return;
    }
    String wanted = interpreter().protocolVersion();
    if (Version.of(wanted).filter(known -> known.era() == Era.SESSION).isEmpty()) {
      end(
          ErrorClass.PROTOCOL,
          "initialize: the server wants to speak "
              + (wanted.isEmpty() ? "no version" : wanted)
              + ", which is none with sessions",
          endNanos);
      return;
    }
    session.clear().append(exchange.keptHeader());
    version.clear().append(wanted);
    stage = Stage.INITIALIZED;
    send(operation().initialized(isNamed()), endNanos);
  }

  private void setUpEnded(long endNanos) {
    if (exchange.error() != null) {
      setUpFailed("notifications/initialized: ", endNanos);
      return;
    }
    ready = true;
    recorder().extras().time(Measure.SESSION_TIME, endNanos - run.setUpNanos());
    recorder().extras().count(CounterKey.SESSIONS, Tag.REASON, run.reason(), 1);
    request(operation().request(isNamed()), endNanos);
  }

  private void setUpFailed(String what, long endNanos) {
    session.clear();
    end(exchange.error(), what + exchange.message(), endNanos);
  }

  // --- the request

  private void answered(long endNanos) {
    boolean unknown = isNamed() && exchange.status() == NOT_FOUND;
    if (unknown && !run.isRenewed()) {
      run.renews();
      setUp("expired", endNanos);
      return;
    }
    if (unknown) {
      ready = false;
      session.clear();
    }
    run.judged(exchange);
    EventStream stream = Objects.requireNonNull(exchange.stream());
    if (!stream.isWhole()) {
      stream.record(run.intendedNanos(), exchange.sentNanos(), exchange.error() == null);
    }
    if (operation().step().request().isList()) {
      page(endNanos);
    } else {
      recordTool();
      end(exchange.error(), exchange.message(), endNanos);
    }
  }

  private void page(long endNanos) {
    String next = interpreter().nextCursor();
    if (exchange.error() == null) {
      recorder().extras().count(CounterKey.PAGES, 1);
    }
    if (exchange.error() != null || next.isEmpty()) {
      end(exchange.error(), exchange.message(), endNanos);
    } else if (next.equals(run.cursor())) {
      end(ErrorClass.PROTOCOL, "a page of the list leads to itself: " + next, endNanos);
    } else {
      run.goesOn(next);
      values.writable(slots.cursor()).append(next);
      stage = Stage.REQUEST;
      send(operation().page(isNamed()), endNanos);
    }
  }

  private void recordTool() {
    long answer = interpreter().answerNanos();
    if (answer == Exchange.NEVER || !operation().step().request().isToolCall()) {
      return;
    }
    String tool = Objects.requireNonNull(values.value(slots.name())).text();
    recorder().extras().count(CounterKey.TOOL_CALLS, Tag.TOOL, tool, 1);
    if (exchange.error() == ErrorClass.TOOL) {
      recorder().extras().count(CounterKey.TOOL_ERRORS, Tag.TOOL, tool, 1);
    } else if (exchange.error() == null) {
      recorder().extras().time(Measure.TOOL_TIME, Tag.TOOL, tool, answer - run.askedNanos());
    }
  }

  private void end(@Nullable ErrorClass error, String message, long endNanos) {
    stage = Stage.IDLE;
    listener.ended(this, run.ending(exchange, error, message, endNanos));
  }

  // --- leaving

  @Override
  public void cancel() {
    if (stage != Stage.IDLE) {
      stage = Stage.IDLE;
      context.http().cancel(exchange);
    }
  }

  @Override
  public void leave() {
    if (ready && isNamed()) {
      ready = false;
      stage = Stage.FAREWELL;
      context.farewells().begun();
      send(operation().delete(), context.now());
    } else {
      context.http().leave(exchange);
    }
  }

  private void gone() {
    String outcome = exchange.error() == null ? "ok" : "failed";
    recorder().extras().count(CounterKey.SESSIONS_ENDED, Tag.OUTCOME, outcome, 1);
    stage = Stage.IDLE;
    context.http().leave(exchange);
    context.farewells().ended();
  }
}
