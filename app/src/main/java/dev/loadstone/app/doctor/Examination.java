package dev.loadstone.app.doctor;

import dev.loadstone.app.trial.TrialBench;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What was found on this machine.
 *
 * @param machine what it tells of itself
 * @param timing clock and timers, with nothing to do
 * @param quiet use of the processors meanwhile
 * @param whole use of the processors during the whole examination
 * @param loadAverage runnable threads over the last minute, before the examination; NaN if not told
 * @param floor what an answer without work takes
 * @param rates the highest honest rate
 */
record Examination(
    Machine machine,
    Timing timing,
    ProcessorTimes quiet,
    ProcessorTimes whole,
    double loadAverage,
    Floor floor,
    RateSearch.Found rates) {
  private static final Duration TIMERS = Duration.ofMillis(1_500);
  private static final Duration RATES = Duration.ofSeconds(5);
  private static final double FLOOR_RATE = 500;

  /**
   * Examines this machine; takes about eleven seconds.
   *
   * @param mainClass the program's main class, for the testbed's process
   * @param progress is told what is measured now
   * @throws IOException if the testbed cannot be started
   * @throws InterruptedException if the thread is interrupted
   */
  static Examination ofThisMachine(String mainClass, Consumer<String> progress)
      throws IOException, InterruptedException {
    ProcFiles files = ProcFiles.OF_THIS_MACHINE;
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Machine machine = Machine.read(files);
    progress.accept("timers");
    ProcessorTimes before = ProcessorTimes.read(files);
    Timing timing = Timing.measure(TIMERS);
    ProcessorTimes quiet = ProcessorTimes.read(files).since(before);
    progress.accept("the testbed");
    try (TrialBench bench = TrialBench.start(mainClass)) {
      progress.accept("the shortest time");
      Floor floor = Floor.of(FLOOR_RATE, run(bench, FLOOR_RATE, "500ms", "1500ms"));
      RateSearch.Found rates = search(bench, progress);
      return new Examination(
          machine,
          timing,
          quiet,
          ProcessorTimes.read(files).since(before),
          load < 0 ? Double.NaN : load,
          floor,
          rates);
    }
  }

  private static RateSearch.Found search(TrialBench bench, Consumer<String> progress)
      throws InterruptedException {
    long until = System.nanoTime() + RATES.toNanos();
    RateSearch search =
        new RateSearch(
            rate -> {
              progress.accept(String.format(Locale.ROOT, "%,.0f requests/s", rate));
              return RateStep.of(rate, run(bench, rate, "0s", "700ms"));
            },
            () -> System.nanoTime() - until < 0);
    return search.search();
  }

  private static RunResult run(TrialBench bench, double rate, String warmUp, String duration)
      throws InterruptedException {
    return bench.run(
        """
        name: doctor
        target: http://127.0.0.1:1
        # Enough for every rate here, and few enough not to use up the ports.
        http: {maxConnections: 256}
        load: {arrivals: poisson, warmUp: %s, drain: 300ms, phases: [{rate: %.0f/s, for: %s}]}
        steps: [{http: GET /plain}]
        """
            .formatted(warmUp, rate, duration));
  }
}
