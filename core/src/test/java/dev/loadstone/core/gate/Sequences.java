package dev.loadstone.core.gate;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Runs one after the other, whose levels are known. */
final class Sequences {
  static final Subject TIME = new Subject("response_time", Tags.NONE, "p95", Unit.SECONDS, false);
  static final Subject ERRORS = new Subject("error_ratio", Tags.NONE, "", Unit.RATIO, false);
  private static final Instant START = Instant.parse("2026-01-31T10:15:00Z");

  private Sequences() {}

  /** Returns runs of a time about these levels, one each, with noise of 1 %. */
  static List<PastRun> times(double... levels) {
    Random random = new Random(7);
    List<PastRun> runs = new ArrayList<>();
    for (double level : levels) {
      double value = level * (1 + 0.01 * random.nextGaussian());
      runs.add(run(runs.size(), Map.of(TIME, Reading.of(value))));
    }
    return runs;
  }

  static PastRun run(int number, Map<Subject, Reading> readings) {
    String id = String.format("%012x", number);
    return new PastRun(
        id,
        START.plusSeconds(60L * number),
        Optional.of("c" + number),
        new ComparedRun(id, "chat", "hash", "", Map.of(), readings));
  }

  /** Returns so many times the same level. */
  static double[] level(int count, double level) {
    double[] levels = new double[count];
    Arrays.fill(levels, level);
    return levels;
  }

  /** Returns levels one behind the other. */
  static double[] then(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }
}
