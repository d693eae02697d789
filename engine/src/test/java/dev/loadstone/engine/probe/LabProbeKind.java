package dev.loadstone.engine.probe;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.step.StepArguments;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A kind of probe that does what it is told, and counts what becomes of it. */
public final class LabProbeKind implements ProbeKind {
  public static final AtomicInteger CLOSED = new AtomicInteger();
  public static final AtomicInteger FAILED = new AtomicInteger();
  public static final AtomicInteger INTERRUPTED = new AtomicInteger();

  /** Sets all counts to 0. */
  public static void reset() {
    List.of(CLOSED, FAILED, INTERRUPTED).forEach(count -> count.set(0));
  }

  @Override
  public String name() {
    return "lab";
  }

  @Override
  public Shape shape() {
    return Shape.of("lab")
        .requiring(
            "lab", new Choice(List.of("count", "fail", "hang", "wild", "refuse")), "What it does.");
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    return List.of(
        new ProbeSeries("looks", Unit.NUMBER, "How often it was looked."),
        new ProbeSeries("unknown", Unit.NUMBER, "Never known."));
  }

  @Override
  public Probe open(StepArguments options) throws ProbeException {
    String task = options.text("lab").orElse("");
    if (task.equals("refuse")) {
      throw new ProbeException("the laboratory is shut");
    }
    return new LabProbe(task);
  }

  private static final class LabProbe implements Probe {
    private final String task;
    private int looks;

    LabProbe(String task) {
      this.task = task;
    }

    @Override
    public Map<String, Double> sample() throws Exception {
      looks++;
      switch (task) {
        case "fail" -> {
          FAILED.incrementAndGet();
          throw new IllegalStateException("no reading " + looks);
        }
        case "hang" -> hang();
        case "wild" -> {
          return Map.of("weight", 1.0);
        }
        default -> {}
      }
      return Map.of("looks", (double) looks, "unknown", Double.NaN);
    }

    private static void hang() throws InterruptedException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException over) {
        INTERRUPTED.incrementAndGet();
        throw over;
      }
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}
