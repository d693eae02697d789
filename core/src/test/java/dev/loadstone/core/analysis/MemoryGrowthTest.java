package dev.loadstone.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.analysis.MemoryGrowth.Finding;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memories whose truth is known, over many seeds: what is found, and how often that is wrong. */
final class MemoryGrowthTest {
  private static final int SEEDS = 400;
  private static final double LEVEL = 400e6;
  private static final double RATE = 100;
  private static final ProbeSeries SERIES =
      new ProbeSeries("target_memory_bytes", ProbeSeries.Unit.BYTES, "Memory.");

  /** What a memory is, second by second. */
  private interface Memory {
    double[] bytes(int seconds, Random random);
  }

  private static MemorySamples samples(int seconds, long seed, Memory memory) {
    double[] bytes = memory.bytes(seconds, new Random(seed * 7_919 + 13));
    double[] at = new double[seconds];
    double[] operations = new double[seconds];
    for (int i = 0; i < seconds; i++) {
      at[i] = i + 1;
      operations[i] = RATE * (i + 1);
    }
    return new MemorySamples(at, operations, bytes);
  }

  /** Returns how often each finding was made. */
  private static Map<Finding, Integer> findings(int seconds, Memory memory) {
    Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
    for (Finding finding : Finding.values()) {
      findings.put(finding, 0);
    }
    for (int seed = 0; seed < SEEDS; seed++) {
      Finding found = MemoryGrowth.of("m", samples(seconds, seed, memory)).finding();
      findings.merge(found, 1, Integer::sum);
    }
    return findings;
  }

  private static double share(Map<Finding, Integer> findings, Finding finding) {
    return findings.getOrDefault(finding, 0) / (double) SEEDS;
  }

  /**
   * A level with a leak and noise.
   *
   * @param leak bytes per second
   * @param sd of the noise in bytes
   * @param persistence of it from one second to the next
   */
  private static Memory noisy(double leak, double sd, double persistence) {
    return (seconds, random) -> {
      double[] bytes = new double[seconds];
      double noise = sd * random.nextGaussian();
      for (int i = 0; i < seconds; i++) {
        bytes[i] = LEVEL + leak * i + noise;
        noise =
            persistence * noise
                + sd * Math.sqrt(1 - persistence * persistence) * random.nextGaussian();
      }
      return bytes;
    };
  }

  /** Garbage that grows for some seconds, not always as many, before it is collected. */
  private static Memory sawTooth(double leak, double height, int period) {
    return (seconds, random) -> {
      double[] bytes = new double[seconds];
      double garbage = height * random.nextDouble();
      for (int i = 0; i < seconds; i++) {
        garbage += height / period * (0.5 + random.nextDouble());
        if (garbage > height) {
          garbage = 0.02 * height * random.nextDouble();
        }
        bytes[i] = LEVEL + leak * i + garbage;
      }
      return bytes;
    };
  }

  /** Caches and code that fill up, and noise. */
  private static Memory plateau(double height, double constant) {
    return (seconds, random) -> {
      double[] bytes = new double[seconds];
      for (int i = 0; i < seconds; i++) {
        bytes[i] = LEVEL + height * (1 - Math.exp(-i / constant)) + 1e6 * random.nextGaussian();
      }
      return bytes;
    };
  }

  private static Memory walk(double step) {
    return (seconds, random) -> {
      double[] bytes = new double[seconds];
      double level = LEVEL;
      for (int i = 0; i < seconds; i++) {
        bytes[i] = level;
        level += step * random.nextGaussian();
      }
      return bytes;
    };
  }

  /** Noise without a leak: how often the interval lies above 0, where 2.5 % would be exact. */
  @ParameterizedTest
  @CsvSource({
    "60, 0, 0.05", "60, 0.6, 0.06", "60, 0.9, 0.08", "60, 0.97, 0.12", "60, 1, 0.2",
    "300, 0, 0.05", "300, 0.6, 0.05", "300, 0.9, 0.05", "300, 0.97, 0.05", "300, 1, 0.2",
  })
  void interval_ofNoiseWithoutALeak_seldomLiesAboveZero(
      int seconds, double persistence, double most) {
    Memory memory = persistence == 1 ? walk(1e6) : noisy(0, 5e6, persistence);
    int above = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      GrowthRate rate = samples(seconds, seed, memory).perSecond().orElseThrow();
      above += rate.interval().low() > 0 ? 1 : 0;
    }
    assertThat(above / (double) SEEDS).isLessThanOrEqualTo(most);
  }

  /** A leak of 1 kB an operation, 100 kB a second: how often the interval has it. */
  @ParameterizedTest
  @CsvSource({"60, 0, 0.93", "60, 0.6, 0.91", "300, 0, 0.94", "300, 0.6, 0.93", "300, 0.9, 0.9"})
  void interval_ofALeak_mostlyHasIt(int seconds, double persistence, double least) {
    int has = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      GrowthRate rate =
          samples(seconds, seed, noisy(100e3, 2e6, persistence)).perOperation().orElseThrow();
      has += rate.interval().low() <= 1e3 && rate.interval().high() >= 1e3 ? 1 : 0;
    }
    assertThat(has / (double) SEEDS).isGreaterThanOrEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.6", "0.9", "0.97"})
  void finding_ofNoiseWithoutALeak_isNoLeak(double persistence) {
    Map<Finding, Integer> findings = findings(300, noisy(0, 2e6, persistence));

    assertThat(share(findings, Finding.LEAK)).isLessThanOrEqualTo(0.01);
    assertThat(share(findings, Finding.NO_LEAK)).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.98", "0.6, 0.98", "0.9, 0.95"})
  void finding_ofALeakInNoise_isALeak(double persistence, double least) {
    Map<Finding, Integer> findings = findings(300, noisy(100e3, 2e6, persistence));

    assertThat(share(findings, Finding.LEAK)).isGreaterThanOrEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({"5", "17", "29"})
  void finding_ofASawTooth_isNoLeakUnlessItsFloorRises(int period) {
    Map<Finding, Integer> well = findings(300, sawTooth(0, 150e6, period));
    Map<Finding, Integer> leaks = findings(300, sawTooth(200e3, 150e6, period));

    assertThat(share(well, Finding.LEAK)).isLessThanOrEqualTo(0.01);
    assertThat(share(well, Finding.NO_LEAK)).isGreaterThan(0.9);
    assertThat(share(leaks, Finding.LEAK)).isGreaterThan(0.95);
  }

  /**
   * Too few falls are seen to know the floor: that it is no leak cannot be told, nor that it is.
   */
  @Test
  void finding_ofASlowSawTooth_isNotALeak() {
    Map<Finding, Integer> findings = findings(300, sawTooth(0, 150e6, 90));

    assertThat(share(findings, Finding.LEAK)).isLessThanOrEqualTo(0.01);
  }

  @Test
  void rate_ofASawToothWithALeak_isThatOfItsFloor() {
    double worst = 0;
    for (int seed = 0; seed < 50; seed++) {
      GrowthRate rate = samples(300, seed, sawTooth(200e3, 150e6, 17)).perOperation().orElseThrow();
      worst = Math.max(worst, Math.abs(rate.value() - 2_000));
    }
    assertThat(worst).isLessThan(200);
  }

  @ParameterizedTest
  @CsvSource({"10", "20", "40", "60", "100"})
  void finding_ofMemoryThatFillsUpAtFirst_isNotALeak(double constant) {
    Map<Finding, Integer> findings = findings(300, plateau(100e6, constant));

    assertThat(share(findings, Finding.LEAK)).isLessThanOrEqualTo(0.01);
    assertThat(constant > 50 || share(findings, Finding.NO_LEAK) > 0.9).isTrue();
  }

  @Test
  void finding_ofOneStep_isNotALeak() {
    for (int step = 20; step < 280; step += 20) {
      int at = step;
      Memory memory =
          (seconds, random) -> {
            double[] bytes = new double[seconds];
            for (int i = 0; i < seconds; i++) {
              bytes[i] = LEVEL + (i < at ? 0 : 30e6) + 1e5 * random.nextGaussian();
            }
            return bytes;
          };
      assertThat(MemoryGrowth.of("m", samples(300, 1, memory)).finding())
          .as("step at " + step)
          .isNotEqualTo(Finding.LEAK);
    }
  }

  @Test
  void finding_ofFewSamples_isInconclusive() {
    MemoryGrowth growth = MemoryGrowth.of("m", samples(11, 1, noisy(1e6, 0, 0)));

    assertThat(growth.finding()).isEqualTo(Finding.INCONCLUSIVE);
    assertThat(growth.reason())
        .isEqualTo("it was seen 11 times under a steady load, which takes 12");
    assertThat(growth.perHour()).isEmpty();
  }

  @Test
  void growth_ofAClearLeak_isToldByTheHourAndByOperation() {
    MemoryGrowth growth = MemoryGrowth.of("m", samples(100, 1, noisy(1e6, 1e4, 0)));

    assertThat(growth.finding()).isEqualTo(Finding.LEAK);
    assertThat(growth.reason()).isEqualTo("it grew in both halves of 99.0 s");
    assertThat(growth.perHour().orElseThrow().value()).isCloseTo(3.6e9, within(2e6));
    assertThat(growth.perOperation().orElseThrow().value()).isCloseTo(1e4, within(10.0));
  }

  /** 1 MB a second and 10 kB an operation, 40 MB above which lies the limit at the end. */
  @Test
  void exhaustion_ofALeakWithALimit_isTheRoomByItsGrowth() {
    MemorySamples samples = samples(100, 1, noisy(1e6, 1e4, 0));
    MemoryGrowth growth = MemoryGrowth.of("m", samples);

    Exhaustion exhaustion =
        growth.limitedTo(LEVEL + 99e6 + 40e6, samples).exhaustion().orElseThrow();

    assertThat(growth.exhaustion()).isEmpty();
    assertThat(exhaustion.limit()).isEqualTo(LEVEL + 139e6);
    assertThat(exhaustion.seconds()).isCloseTo(40, within(0.1));
    assertThat(exhaustion.interval().low()).isLessThan(exhaustion.seconds());
    assertThat(exhaustion.interval().high()).isBetween(exhaustion.seconds(), 41.0);
    assertThat(exhaustion.operations().orElseThrow()).isCloseTo(4_000, within(10.0));
  }

  @Test
  void exhaustion_beyondTheLimit_isNow() {
    MemorySamples samples = samples(100, 1, noisy(1e6, 1e4, 0));

    assertThat(MemoryGrowth.of("m", samples).limitedTo(LEVEL, samples).exhaustion())
        .hasValueSatisfying(exhaustion -> assertThat(exhaustion.seconds()).isZero());
  }

  @Test
  void exhaustion_withoutALeak_isNotTold() {
    MemorySamples samples = samples(300, 1, sawTooth(0, 150e6, 17));

    assertThat(MemoryGrowth.of("m", samples).limitedTo(2 * LEVEL, samples).exhaustion()).isEmpty();
  }

  /** The saw-tooth does not hide when the floor comes to the limit: 300 MB at 200 kB a second. */
  @Test
  void exhaustion_underASawTooth_isThatOfItsFloor() {
    for (int seed = 0; seed < 50; seed++) {
      MemorySamples samples = samples(300, seed, sawTooth(200e3, 150e6, 17));
      MemoryGrowth growth = MemoryGrowth.of("m", samples);
      if (growth.finding() == Finding.LEAK) {
        Exhaustion exhaustion =
            growth.limitedTo(LEVEL + 299 * 200e3 + 300e6, samples).exhaustion().orElseThrow();
        assertThat(exhaustion.seconds()).isBetween(0.85 * 1_500, 1.15 * 1_500);
      }
    }
  }

  /** Healthy heaps of many kinds, each watched for two to ten minutes. */
  @Test
  void finding_of200HealthySawTooths_isNeverALeak() {
    int alarms = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random kind = new Random(seed * 31L + 7);
      int period = 3 + kind.nextInt(40);
      double height = LEVEL * (0.1 + 0.9 * kind.nextDouble());
      int seconds = 120 + kind.nextInt(480);
      MemorySamples samples = samples(seconds, seed, sawTooth(0, height, period));
      alarms += MemoryGrowth.of("m", samples).finding() == Finding.LEAK ? 1 : 0;
    }
    assertThat(alarms).isZero();
  }

  /** Heaps that leak 5 kB an operation below their saw-tooth, for five minutes. */
  @Test
  void rate_of200LeakingSawTooths_isRightTo15Percent() {
    double worst = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random kind = new Random(seed * 31L + 7);
      int period = 3 + kind.nextInt(20);
      double height = LEVEL * (0.1 + 0.3 * kind.nextDouble());
      MemorySamples samples = samples(300, seed, sawTooth(500e3, height, period));
      double perOperation = samples.perOperation().orElseThrow().value();
      worst = Math.max(worst, Math.abs(perOperation - 5_000) / 5_000);
    }
    assertThat(worst).isLessThan(0.15);
  }

  private static TimelinePoint point(int second, double operations, double bytes) {
    return new TimelinePoint(
        second,
        second + 1,
        Double.NaN,
        operations,
        operations,
        operations,
        Map.of(ErrorClass.SERVER_ERROR, operations),
        0.1,
        0.1,
        0.1,
        0.1,
        0.1,
        0.1,
        0.1,
        0.1,
        0,
        1,
        1,
        1,
        LoadCourseTest.NOTHING,
        Map.of(SERIES.name(), bytes));
  }

  /** The ramp and the warm-up grow by 50 MB a second, the steady phase by 20 bytes an operation. */
  @Test
  void growth_ofARun_isThatOfItsLongestSteadyPhase() {
    List<TimelinePoint> timeline = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double bytes = i < 20 ? i * 50e6 : 1e9 + (i - 20) * 2 * 250 * 20;
      timeline.add(point(i, 250, bytes));
    }
    long second = 1_000_000_000L;
    List<PhaseWindow> phases =
        List.of(
            new PhaseWindow(PhaseWindow.WARM_UP, 0, 10 * second, 5, 5, false),
            new PhaseWindow("ramp", 10 * second, 20 * second, 5, 50, false),
            new PhaseWindow("steady", 20 * second, 60 * second, 50, 50, false));

    MemoryGrowth growth = MemoryGrowth.of(SERIES, phases, timeline);

    assertThat(growth.samples()).isEqualTo(36);
    assertThat(growth.perOperation().orElseThrow().value()).isCloseTo(20, within(1e-6));
    assertThat(growth.perHour().orElseThrow().value()).isCloseTo(36e6, within(1.0));
    assertThat(growth.finding()).isEqualTo(Finding.NO_LEAK);
    assertThat(growth.reason()).isEqualTo("it grew by less than 5 % in 35.0 s");
  }
}
