package dev.loadstone.monitor.jvm;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.Types;
import dev.loadstone.monitor.reading.ProbeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code jvm}: a Java virtual machine, through JMX. */
public final class JvmKind implements ProbeKind {
  static final String HEAP_USED = "heap_used";
  static final String HEAP_RATIO = "heap_used_ratio";
  static final String HEAP_LIVE = "heap_live_bytes";
  static final String DIRECT = "direct_bytes";
  static final String ALLOCATION = "allocated_bytes_per_second";
  static final String GC_LONGEST = "gc_longest_pause_seconds";
  static final String HEAP_AFTER = "heap_after_gc";
  static final String GC_RATE = "gc_rate";
  static final String GC_PAUSE = "gc_pause_seconds";
  static final String GC_RATIO = "gc_pause_ratio";
  static final String THREADS = "threads";
  static final String CLASSES = "classes";
  static final String CPU = "cpu_ratio";

  private static final String FLIGHT = "flightRecorder";

  /** Creates the kind. */
  public JvmKind() {}

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public Shape shape() {
    return Shape.of("jvm")
        .requiring(
            "jvm",
            Types.TEXT,
            "The id of a process of this machine, a regular expression that is found in its command"
                + " line, or where it listens for JMX (host:port or service:jmx:…).")
        .with("user", Types.TEXT, "Who asks, where it listens for JMX.")
        .with("password", Types.TEXT, "The password of who asks.")
        .with(
            "collectEvery",
            Types.DURATION,
            "How often it is asked for a full collection, which stops it; never if left out.")
        .with(
            FLIGHT,
            Types.TRUTH,
            "Whether its flight recorder tells of every collection; false if left out.");
  }

  @Override
  public void check(StepArguments options) {
    place(options);
    credentials(options);
    collectEvery(options);
  }

  private static JvmPlace place(StepArguments options) {
    return JvmPlace.parse(options.text("jvm").orElse(""));
  }

  private static List<String> credentials(StepArguments options) {
    Optional<String> user = options.text("user");
    Optional<String> password = options.text("password");
    if (user.isPresent() != password.isPresent()) {
      throw new InvalidArgumentException(
          user.isPresent() ? "user" : "password",
          "must stand beside " + (user.isPresent() ? "password" : "user"),
          "Write both or neither.");
    }
    return user.isPresent() && password.isPresent()
        ? List.of(user.get(), password.get())
        : List.of();
  }

  private static Optional<Duration> collectEvery(StepArguments options) {
    return ProbeOptions.positive(options, "collectEvery");
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    List<ProbeSeries> series = new ArrayList<>(plain());
    if (options.isTrue(FLIGHT)) {
      series.add(new ProbeSeries(GC_LONGEST, Unit.SECONDS, "The longest time it was stopped."));
      series.add(
          new ProbeSeries(HEAP_AFTER, Unit.BYTES, "What the last collection of any kind left."));
    }
    return series;
  }

  private static List<ProbeSeries> plain() {
    return List.of(
        new ProbeSeries(HEAP_USED, Unit.BYTES, "Heap in use, garbage included."),
        new ProbeSeries(HEAP_RATIO, Unit.RATIO, "The same as a share of what it may have."),
        new ProbeSeries(
            HEAP_LIVE, Unit.BYTES, "What a collection of the old generation left in it."),
        new ProbeSeries(DIRECT, Unit.BYTES, "Direct buffers."),
        new ProbeSeries(ALLOCATION, Unit.BYTES_PER_SECOND, "What its threads allocated."),
        new ProbeSeries(GC_RATE, Unit.RATE, "Collections that stopped it."),
        new ProbeSeries(GC_PAUSE, Unit.SECONDS, "How long these stopped it, on average."),
        new ProbeSeries(GC_RATIO, Unit.RATIO, "Time in which they stopped it."),
        new ProbeSeries(THREADS, Unit.NUMBER, "Threads."),
        new ProbeSeries(CLASSES, Unit.NUMBER, "Classes that are loaded."),
        new ProbeSeries(CPU, Unit.RATIO, "Processor time as a share of all it may use."));
  }

  /**
   * Returns a probe.
   *
   * @throws ProbeException if there is no such JVM, or it cannot be connected to
   */
  @Override
  public Probe open(StepArguments options) throws ProbeException, InterruptedException {
    JvmPlace place = place(options);
    List<String> credentials = credentials(options);
    JvmProbe probe =
        new JvmProbe(
            () -> JvmConnection.open(place, credentials),
            place.toString(),
            collectEvery(options),
            options.isTrue(FLIGHT),
            System::nanoTime);
    probe.connect();
    return probe;
  }
}
