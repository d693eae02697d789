package dev.loadstone.engine.connector;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.StepResult;
import dev.loadstone.core.step.Types;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A kind of step that does what it is told, and counts what becomes of it. */
public final class LabKind implements StepKind {
  public static final AtomicInteger OPENED = new AtomicInteger();
  public static final AtomicInteger CLOSED = new AtomicInteger();
  public static final AtomicInteger CALLS = new AtomicInteger();
  public static final AtomicInteger INTERRUPTED = new AtomicInteger();
  public static final AtomicInteger CANCELLED = new AtomicInteger();
  public static final AtomicInteger LATE = new AtomicInteger();
  public static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

  /** Sets all counts to 0. */
  public static void reset() {
    List.of(OPENED, CLOSED, CALLS, INTERRUPTED, CANCELLED, LATE).forEach(count -> count.set(0));
  }

  @Override
  public String name() {
    return "lab";
  }

  @Override
  public Shape shape() {
    return Shape.of("lab")
        .requiring(
            "lab",
            new Choice(List.of("echo", "sleep", "stubborn", "reject", "refuse", "break", "count")),
            "What it does.")
        .with("give", Types.TEXTS, "What it gives back.")
        .with("for", Types.DURATION, "How long it takes.");
  }

  @Override
  public Shape settings() {
    return Shape.of("lab")
        .with("places", Types.countUpTo(1_000), "How many calls at once.")
        .with("threads", Types.countUpTo(1_000), "How many threads are kept.")
        .with("refuse", Types.TRUTH, "Whether it cannot be opened.");
  }

  @Override
  public StepClient open(Opening opening) throws StepException {
    if (opening.settings().isTrue("refuse")) {
      throw new StepException(ErrorClass.CONNECT, "the laboratory is shut");
    }
    OPENED.incrementAndGet();
    THREADS.clear();
    return new Client(
        new Semaphore(opening.settings().integer("places").orElse(1_000)),
        opening.settings().integer("threads").orElse(0));
  }

  private record Client(Semaphore places, int threads) implements StepClient {
    @Override
    public StepResult call(StepCall call) throws Exception {
      CALLS.incrementAndGet();
      THREADS.add(Thread.currentThread());
      call.onCancel(CANCELLED::incrementAndGet);
      call.connecting();
      places.acquire();
      try {
        call.connected();
        return act(call);
      } finally {
        places.release();
      }
    }

    private static StepResult act(StepCall call) throws Exception {
      switch (call.arguments().text("lab").orElseThrow()) {
        case "sleep" -> sleep(call);
        case "stubborn" -> ignoreInterrupts(call);
        case "reject" -> throw new StepException(ErrorClass.RATE_LIMIT, "too many", "come later");
        case "refuse" -> throw new IllegalStateException(new ConnectException("refused"));
        case "break" -> throw new IllegalStateException("broken");
        case "count" -> {
          call.count("lab_drops", 3);
          call.time(Measure.MESSAGE_LATENCY, 7_000_000);
        }
        default -> {}
      }
      return new StepResult(
          Map.of("give", call.arguments().texts("give"), "user", call.userId()), 5, 7);
    }

    private static void sleep(StepCall call) throws InterruptedException {
      try {
        Thread.sleep(call.arguments().duration("for").orElseThrow());
      } catch (InterruptedException given) {
        INTERRUPTED.incrementAndGet();
        throw given;
      }
    }

    private static void ignoreInterrupts(StepCall call) {
      long end = System.nanoTime() + call.arguments().duration("for").orElseThrow().toNanos();
      boolean interrupted = false;
      while (System.nanoTime() < end) {
        try {
          Thread.sleep(1);
        } catch (InterruptedException unheard) {
          interrupted = true;
        }
      }
      LATE.incrementAndGet();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}
