package dev.loadstone.engine.a2a;

import dev.loadstone.core.plan.A2a.Binding;
import dev.loadstone.core.plan.A2a.Dialect;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.a2a.A2aFrame.Kind;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.Interpreter;
import dev.loadstone.engine.stream.Token;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Events of a task. A piece of an artifact that carries text is a token of what is shown. The
 * stream is complete when the task is over, or waits for its user.
 */
final class A2aInterpreter implements Interpreter {
  private static final byte[] NO_NAME = {};
  private static final byte[][] NAMES =
      Arrays.stream(Kind.values())
          .map(kind -> A2aFrame.label(kind).getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private final Dialect dialect;
  private final A2aFrame frame;
  private final A2aTask task;
  private final Runnable heard;
  private boolean begun;

  /**
   * Creates one.
   *
   * @param frame reads events; knows to which request they are replies
   * @param task of which they are, made ready by whoever sends the request
   * @param heard is run after each event
   */
  A2aInterpreter(Dialect dialect, A2aFrame frame, A2aTask task, Runnable heard) {
    this.dialect = dialect;
    this.frame = frame;
    this.task = task;
    this.heard = heard;
  }

  @Override
  public void begin() {
    begun = false;
  }

  @Override
  public void frame(EventStream stream, Bytes type, byte[] data, int from, int to) {
    String wrong = frame.read(data, from, to, false);
    if (!wrong.isEmpty()) {
      stream.event(NO_NAME, 0, 0, to - from);
      stream.violation("an event is not of the protocol: " + wrong);
      return;
    }
    byte[] name = NAMES[frame.kind().ordinal()];
    stream.event(name, 0, name.length, to - from);
    if (frame.kind() == Kind.ERROR) {
      error(stream);
    } else {
      update(stream);
    }
    begun = true;
    heard.run();
  }

  private void error(EventStream stream) {
    if (begun || dialect.binding() == Binding.REST) {
      stream.error(frame.errorText());
    } else {
      stream.fail(ErrorClass.RPC, frame.errorText());
    }
  }

  private void update(EventStream stream) {
    String wrong = task.takeEvent(frame, stream.readNanos());
    if (!wrong.isEmpty()) {
      stream.violation(wrong);
      return;
    }
    if (frame.kind() == Kind.ARTIFACT_UPDATE && frame.hasText()) {
      stream.token(Token.OUTPUT);
    }
    if (task.isOver()) {
      stream.terminal();
      if (!task.failure().isEmpty()) {
        stream.fail(ErrorClass.TASK, task.failure());
      }
    }
  }

  @Override
  public String missing() {
    if (task.isOver()) {
      return "";
    }
    return task.stateLabel().isEmpty()
        ? "a task or a message"
        : "an end of the task, which was " + task.stateLabel();
  }
}
