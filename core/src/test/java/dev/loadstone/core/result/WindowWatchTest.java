package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WindowWatchTest {
  private final WindowWatch watch = new WindowWatch(Seen.threshold("error_ratio over 3s < 25%"));

  /** A second of a hundred operations. */
  private static IntervalSnapshot second(int index, long failed) {
    return new Seen()
        .count(CounterKey.OPERATIONS, 100 - failed, "outcome=ok")
        .count(CounterKey.OPERATIONS, failed, "outcome=failed")
        .second(index);
  }

  private List<Optional<ThresholdResult>> addAll(long... failed) {
    return IntStream.range(0, failed.length)
        .mapToObj(i -> watch.add(second(i, failed[i])))
        .toList();
  }

  @Test
  void add_beforeAWholeWindow_isNoJudgement() {
    assertThat(addAll(50, 0, 0))
        .extracting(Optional::isPresent)
        .containsExactly(false, false, true);
  }

  @Test
  void add_wholeWindows_areOfTheLastSeconds() {
    assertThat(addAll(0, 0, 30, 60, 0, 0))
        .filteredOn(Optional::isPresent)
        .extracting(result -> result.orElseThrow().observed())
        .containsExactly(0.1, 0.3, 0.3, 0.2);
  }

  @Test
  void result_missedOnce_isTheWorstWindow() {
    addAll(0, 0, 0, 90, 0, 0, 0, 0);
    assertThat(watch.result().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(watch.result().observed()).isEqualTo(0.3);
  }

  @Test
  void result_peakShorterThanTheWindow_isSpread() {
    addAll(0, 0, 60, 0, 0);
    assertThat(watch.result().verdict()).isEqualTo(Verdict.PASS);
    assertThat(watch.result().observed()).isEqualTo(0.2);
  }

  @Test
  void result_runShorterThanTheWindow_isOfTheWholeRun() {
    addAll(50, 0);
    assertThat(watch.result().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(watch.result().observed()).isEqualTo(0.25);
  }

  @Test
  void result_windowsWithoutData_doNotHideThoseWithData() {
    addAll(0, 0, 0);
    for (int i = 3; i < 9; i++) {
      watch.add(new Seen().second(i));
    }
    assertThat(watch.result().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void result_nothingAtAll_fails() {
    assertThat(watch.result().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(watch.result().reason()).isEqualTo("there are no data");
  }
}
