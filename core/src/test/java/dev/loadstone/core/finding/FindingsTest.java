package dev.loadstone.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of finding: a run that has it, and runs like it that have not. */
final class FindingsTest {
  private static SyntheticRun run() {
    return new SyntheticRun(1);
  }

  private static List<Kind> kinds(SyntheticRun run) {
    return Findings.of(run.result()).stream().map(Finding::kind).toList();
  }

  private static Finding only(SyntheticRun run) {
    List<Finding> findings = Findings.of(run.result());
    assertThat(findings).as(findings.toString()).hasSize(1);
    return findings.getFirst();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void calmRun_ofAnyNoise_hasNone(long seed) {
    assertThat(kinds(new SyntheticRun(seed).seconds(60, second -> {}))).isEmpty();
    assertThat(kinds(new SyntheticRun(seed).seconds(60, second -> second.spread = 0.8))).isEmpty();
    assertThat(
            kinds(
                new SyntheticRun(seed)
                    .rising(10, 100)
                    .seconds(
                        40,
                        second -> {
                          second.users = 10 + second.number * 90L / 39;
                          second.ok = (int) second.users * 2;
                        })))
        .isEmpty();
  }

  /** The load rises to 100 users; from a level on throughput is flat. */
  private static SyntheticRun climb(double growth, double failedBeyond) {
    return run()
        .rising(10, 100)
        .seconds(
            40,
            second -> {
              second.users = 10 + second.number * 90L / 39;
              boolean beyond = second.users > 50;
              second.ok = (int) Math.min(second.users, 50) * 4;
              double slower = beyond ? 1 + growth * (second.users - 50) / 50 : 1;
              second.medianA *= slower;
              second.medianB *= slower;
              if (beyond && failedBeyond > 0) {
                second.failed.put(ErrorClass.SERVER_ERROR, (int) (second.ok * failedBeyond));
              }
            });
  }

  @Test
  void climb_beyondTheCapacity_isSaturatedAndBroken() {
    List<Finding> findings = Findings.of(climb(2, 0).result());

    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(Kind.BREAKING, Kind.SATURATION);
    assertThat(findings.get(1).evidence())
        .matches(
            "Up to about (4[89]|5[0-3]) users throughput followed the load; beyond that it stayed at"
                + " about (19|20)[0-9](\\.\\d)?/s, while the mean response time grew from 11\\.\\d ms to 3[0-9]\\.\\d ms\\.");
  }

  @Test
  void climb_whoseTimesStay_hasAKneeOnly() {
    assertThat(kinds(climb(0, 0))).contains(Kind.KNEE).doesNotContain(Kind.SATURATION);
  }

  @Test
  void climb_thatFails_isCriticalAndFailuresHaveAnOnset() {
    List<Finding> findings = Findings.of(climb(2, 1).result());

    assertThat(findings.getFirst().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(findings)
        .extracting(Finding::kind)
        .contains(Kind.BREAKING, Kind.ERROR_ONSET, Kind.ERRORS);
  }

  @Test
  void overload_pilesUp() {
    Finding finding =
        only(
            run()
                .seconds(
                    40,
                    second -> {
                      second.offered = 150;
                      second.inFlight = 10 + second.number * 50L;
                    }));

    assertThat(finding.kind()).isEqualTo(Kind.OVERLOAD);
    assertThat(finding.evidence())
        .startsWith(
            "Of 150/s that were asked for, 100/s were done; what was under way grew from 2");
  }

  @Test
  void slowlyServed_butAllServed_isNoOverload() {
    assertThat(kinds(run().seconds(40, second -> second.inFlight = 500))).isEmpty();
  }

  @Test
  void degradation_isTheGrowthUnderASteadyLoad() {
    Finding finding =
        only(
            run()
                .seconds(
                    60,
                    second -> {
                      second.medianA *= 1 + second.number / 100.0;
                      second.medianB *= 1 + second.number / 100.0;
                    }));

    assertThat(finding.kind()).isEqualTo(Kind.DEGRADATION);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.evidence()).contains("of 1m the median", "rose by ");
  }

  private static SyntheticRun remembering(double bytesPerSecond) {
    return run()
        .seconds(
            90,
            second ->
                // a sawtooth: what is collected every five seconds is no growth
                second.memory = 100e6 + bytesPerSecond * second.number + second.number % 5 * 4e6);
  }

  @Test
  void memory_thatGrowsBelowItsSawtooth_isToldWithItsRate() {
    Finding finding = only(remembering(200_000));

    assertThat(finding.kind()).isEqualTo(Kind.MEMORY_GROWTH);
    assertThat(finding.evidence())
        .startsWith("target_memory_bytes grew by 7")
        .contains("MB an hour (95 % interval ", " for each operation, from a level of 1");
    assertThat(kinds(remembering(0))).isEmpty();
  }

  /** 200 kB a second, and 72 MB from the floor at the end to the limit. */
  @Test
  void memory_thatHasALimit_isToldWithTheTimeToIt() {
    assertThat(only(remembering(200_000).memoryLimit(100e6 + 90 * 200_000 + 72e6)).impact())
        .contains(", and comes to its limit of 190 MB in 6m", " (95 % interval ");
    assertThat(only(remembering(200_000).memoryLimit(90e6)).impact())
        .endsWith(", and it is beyond its limit of 90.0 MB already.");
  }

  @Test
  void failures_thatBeginAndStay_haveAnOnset() {
    SyntheticRun run =
        run()
            .seconds(20, second -> {})
            .seconds(20, second -> second.failed.put(ErrorClass.SERVER_ERROR, 30));

    Finding onset = Findings.of(run.result()).getFirst();
    assertThat(onset.kind()).isEqualTo(Kind.ERROR_ONSET);
    assertThat(onset.at()).hasValue(20);
    assertThat(onset.evidence())
        .isEqualTo(
            "Until second 20 of the run 0 % of operations failed, from then on 23.1 %; the load was 100/s at that moment.");
  }

  @Test
  void failures_thatComeAndGo_areAnOutage() {
    SyntheticRun run =
        run()
            .seconds(20, second -> {})
            .seconds(
                6,
                second -> {
                  second.ok = 20;
                  second.failed.put(ErrorClass.CONNECT, 80);
                })
            .seconds(34, second -> {});

    Finding outage = Findings.of(run.result()).getFirst();
    assertThat(outage.kind()).isEqualTo(Kind.OUTAGE);
    assertThat(outage.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(outage.evidence()).contains("until second 26;");
  }

  @Test
  void failures_thatAreFewAtALowRate_areNoOutage() {
    SyntheticRun run =
        run()
            .seconds(20, second -> second.ok = 6)
            .seconds(
                1,
                second -> {
                  second.ok = 4;
                  second.failed.put(ErrorClass.BUFFERED, 4);
                })
            .seconds(20, second -> second.ok = 6);

    assertThat(Findings.of(run.result()))
        .extracting(Finding::kind)
        .doesNotContain(Kind.OUTAGE, Kind.ERROR_ONSET);
  }

  @Test
  void failures_allTheTime_areErrorsWithoutAnOnset() {
    Finding finding =
        only(run().seconds(30, second -> second.failed.put(ErrorClass.SERVER_ERROR, 3)));

    assertThat(finding.kind()).isEqualTo(Kind.ERRORS);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.evidence())
        .isEqualTo("90 operations, 2.91 % of all, failed (a server_error 90).");
  }

  @Test
  void failures_thatAreRare_areNone() {
    assertThat(
            kinds(
                run()
                    .seconds(
                        60,
                        second -> {
                          if (second.number % 10 == 0) {
                            second.failed.put(ErrorClass.RESET, 1);
                          }
                        })))
        .isEmpty();
  }

  @Test
  void refusals_areALimitOfTheRate() {
    Finding finding =
        only(run().seconds(30, second -> second.failed.put(ErrorClass.RATE_LIMIT, 25)));

    assertThat(finding.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void cliff_isAJumpThatStays() {
    Finding finding =
        only(
            run()
                .seconds(25, second -> {})
                .seconds(
                    25,
                    second -> {
                      second.medianA *= 3;
                      second.medianB *= 3;
                    }));

    assertThat(finding.kind()).isEqualTo(Kind.CLIFF);
    assertThat(finding.at()).hasValue(25);
    assertThat(finding.evidence())
        .matches(
            "From second 25 of the run on the median response took 3[23]\\.\\d ms instead of 1[01]\\.\\d ms, under the same load\\.");
  }

  @Test
  void jump_thatDoesNotStay_isNoCliff() {
    assertThat(
            kinds(
                run()
                    .seconds(25, second -> {})
                    .seconds(3, second -> second.medianA *= 3)
                    .seconds(25, second -> {})))
        .isEmpty();
  }

  @Test
  void stalls_atRegularIntervals_haveTheirPeriod() {
    Finding finding =
        only(run().seconds(60, second -> second.slowest = second.number % 10 == 5 ? 0.4 : 0));

    assertThat(finding.kind()).isEqualTo(Kind.PERIODIC_STALLS);
    assertThat(finding.evidence()).startsWith("Every 10.0 s or so, 6 times, ");
  }

  @Test
  void stalls_ofTheGeneratorOrAtAnyTime_areNotPeriodic() {
    assertThat(
            kinds(
                run()
                    .seconds(
                        60,
                        second -> {
                          boolean stalls = second.number % 10 == 5;
                          second.slowest = stalls ? 0.09 : 0;
                          second.generatorLag = stalls ? 0.09 : 0;
                        })))
        .isEmpty();
    List<Integer> anyTime = List.of(3, 5, 20, 41, 43, 59);
    assertThat(
            kinds(
                run()
                    .seconds(
                        60, second -> second.slowest = anyTime.contains(second.number) ? 0.4 : 0)))
        .isEmpty();
  }

  @Test
  void operationsThatAlwaysTakeLong_areNoStalls() {
    assertThat(kinds(run().seconds(60, second -> second.rare = second.number % 3 == 0 ? 3 : 0)))
        .isEmpty();
  }

  @Test
  void warmUp_thatIsNotOver_isTold() {
    Finding finding =
        only(
            run()
                .seconds(
                    10,
                    second -> {
                      second.medianA *= 1.7;
                      second.medianB *= 1.7;
                    })
                .seconds(50, second -> {}));

    assertThat(finding.kind()).isEqualTo(Kind.WARM_UP);
    assertThat(finding.evidence()).startsWith("In the first 10 measured seconds ");
  }

  @Test
  void waiting_beforeTheSending_isQueueing() {
    Finding finding = only(run().seconds(30, second -> second.wait = 0.05));

    assertThat(finding.kind()).isEqualTo(Kind.QUEUEING);
    assertThat(finding.evidence()).startsWith("The p99 of response times is ");
  }

  @Test
  void tail_ofOneStep_namesIt() {
    Finding finding =
        only(
            run()
                .seconds(
                    60,
                    second -> {
                      second.slowShare = 0.03;
                      second.slowFactor = 30;
                    }));

    assertThat(finding.kind()).isEqualTo(Kind.SLOW_TAIL);
    assertThat(finding.evidence()).startsWith("One in a hundred operations of b took ");
  }

  @Test
  void twoClusters_areBimodal() {
    Finding finding =
        only(
            run()
                .seconds(
                    60,
                    second -> {
                      second.slowShare = 0.3;
                      second.slowFactor = 5;
                    }));

    assertThat(finding.kind()).isEqualTo(Kind.BIMODAL);
    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.evidence())
        .matches("Times of b cluster at 1[1-3]\\.\\d ms \\((69|7[01])\\.\\d % of operations\\) .*");
  }

  /** Ten calm seconds, ten at four times the load, and forty calm ones of which some are slow. */
  private static SyntheticRun peak(int slowSeconds) {
    return run()
        .phases(new int[] {100, 10}, new int[] {400, 10}, new int[] {100, 40})
        .seconds(
            60,
            second -> {
              boolean high = second.number >= 10 && second.number < 20;
              boolean slow = second.number >= 20 && second.number < 20 + slowSeconds;
              second.offered = high ? 400 : 100;
              second.ok = high ? 400 : 100;
              second.medianA *= slow ? 3 : 1;
              second.medianB *= slow ? 3 : 1;
            });
  }

  @Test
  void recovery_thatTakesLong_isToldWithItsTime() {
    Finding finding = only(peak(15));

    assertThat(finding.kind()).isEqualTo(Kind.SLOW_RECOVERY);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.evidence())
        .isEqualTo("The target was itself again only 15.0 s after the peak.");
  }

  @Test
  void recovery_thatDoesNotCome_isWorse() {
    Finding finding = only(peak(40));

    assertThat(finding.kind()).isEqualTo(Kind.SLOW_RECOVERY);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.evidence())
        .isEqualTo("In the 40.0 s after the peak the target was not itself again.");
  }

  @Test
  void recovery_thatIsSoon_isNone() {
    assertThat(kinds(peak(0))).isEmpty();
    assertThat(kinds(peak(5))).isEmpty();
  }

  @Test
  void streams_inOnePiece_doNotStream() {
    assertThat(kinds(run().seconds(30, second -> second.failed.put(ErrorClass.BUFFERED, 5))))
        .containsExactly(Kind.FAKE_STREAMING);
  }

  @Test
  void streams_thatGoWrong_areToldApartFromOtherFailures() {
    SyntheticRun run =
        run()
            .seconds(
                30,
                second -> {
                  second.failed.put(ErrorClass.TRUNCATED, 4);
                  second.counters.put(
                      new CounterKey(
                          CounterKey.EVENTS,
                          Tags.of("step", "a").with("phase", "steady").with("event", "data")),
                      1_000L);
                });

    assertThat(kinds(run)).containsExactly(Kind.BROKEN_STREAMS);
  }

  @Test
  void connections_openedForEachOperation_areChurn() {
    SyntheticRun run =
        run()
            .seconds(
                30,
                second ->
                    second.counters.put(
                        new CounterKey(
                            CounterKey.CONNECTIONS_OPENED, Tags.of("protocol", "http/1.1")),
                        100L));

    assertThat(kinds(run)).containsExactly(Kind.CONNECTION_CHURN);
  }

  @Test
  void samples_thatAreTooFew_areToldWithHowManyItTakes() {
    Finding finding =
        only(run().thresholds("response_time{step=b}.p99.9 < 1s").seconds(30, s -> {}));

    assertThat(finding.kind()).isEqualTo(Kind.TOO_FEW_SAMPLES);
    assertThat(finding.next()).isEqualTo("Repeat until there are 5,000 samples for p99.9.");
  }

  @Test
  void generator_thatWasTheLimit_isToldInsteadOfTheTarget() {
    RunResult result =
        run()
            .seconds(
                40,
                second -> {
                  second.generatorLag = 0.2;
                  second.medianA *= second.number < 20 ? 1 : 4;
                  second.medianB *= second.number < 20 ? 1 : 4;
                })
            .result();

    assertThat(result.generator().healthy()).isFalse();
    assertThat(Findings.of(result)).extracting(Finding::kind).containsExactly(Kind.GENERATOR_LIMIT);
  }
}
