package dev.loadstone.connectors;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A call outside a run, that keeps what it is told. */
public final class TestCall implements StepCall {
  private final StepArguments arguments;
  private final Map<Measure, Long> times = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private Runnable cancel = () -> {};

  /** Creates a call with arguments: texts, lists and maps. */
  public TestCall(Map<String, Object> arguments) {
    this.arguments = new StepArguments(arguments);
  }

  @Override
  public StepArguments arguments() {
    return arguments;
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(10);
  }

  @Override
  public long userId() {
    return 0;
  }

  @Override
  public boolean wantsValue() {
    return true;
  }

  @Override
  public void connecting() {
    // nothing is made of it here
  }

  @Override
  public void connected() {
    // nothing is made of it here
  }

  @Override
  public synchronized void onCancel(Runnable action) {
    cancel = action;
  }

  /** Does what is to be done when the call is given up. */
  public synchronized void cancel() {
    cancel.run();
  }

  @Override
  public void time(Measure measure, long nanos) {
    times.put(measure, nanos);
  }

  @Override
  public void count(String counter, long more) {
    counts.merge(counter, more, Long::sum);
  }

  /** Returns the times by measure, in nanoseconds. */
  public Map<Measure, Long> times() {
    return times;
  }

  /** Returns the counts by name. */
  public Map<String, Long> counts() {
    return counts;
  }
}
