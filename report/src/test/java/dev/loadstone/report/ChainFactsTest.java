package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is told of chains. */
final class ChainFactsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Tags BLOCKS = Tags.of(Tag.STEP, "blocks");
  private static final Tags TRANSFER = Tags.of(Tag.STEP, "transfer");

  private static RunResult result(Map<CounterKey, Long> counts) {
    Histogram time = Histograms.empty();
    time.recordValue(250_000_000);
    RunAccumulator seen = new RunAccumulator();
    seen.started(
        new RunStart(
            "chain",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            "closed",
            0,
            SECOND,
            List.of(),
            List.of(),
            Optional.empty(),
            List.of("transfer", "blocks")));
    Map<SeriesKey, Histogram> times =
        counts.isEmpty()
            ? Map.of()
            : Map.of(
                new SeriesKey(Measure.SUBMIT_TO_RECEIPT, TRANSFER), time,
                new SeriesKey(Measure.BLOCK_INTERVAL, BLOCKS), time);
    seen.interval(
        new IntervalSnapshot(0, 0, SECOND, times, counts, 0, 1, 1, GeneratorSample.UNKNOWN));
    seen.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", SECOND, List.of()));
    return seen.result();
  }

  private static RunResult ofAChain() {
    return result(
        Map.of(
            new CounterKey(CounterKey.BLOCK_INTERVALS, BLOCKS.with(Tag.OUTCOME, "met")), 57L,
            new CounterKey(CounterKey.BLOCK_INTERVALS, BLOCKS.with(Tag.OUTCOME, "missed")), 3L,
            new CounterKey(CounterKey.BLOCKS, BLOCKS), 62L,
            new CounterKey(CounterKey.BLOCKS_MISSED, BLOCKS), 2L,
            new CounterKey(CounterKey.INCLUSIONS, TRANSFER), 40L,
            new CounterKey(CounterKey.NEXT_BLOCK_INCLUSIONS, TRANSFER), 38L,
            new CounterKey(CounterKey.GAS_USED, TRANSFER), 840_000L,
            new CounterKey(CounterKey.GAS_ESTIMATED, TRANSFER), 1_050_000L));
  }

  @Test
  void facts_ofAChain_areTheRatiosOfItsCounters() {
    assertThat(ChainFacts.of(ofAChain()))
        .containsExactly(
            "95.0 % of 60 intervals between blocks were as long as the plan expects.",
            "2 of 62 blocks were never the newest when the chain was asked, and give no interval.",
            "Transactions used 80.0 % of the gas that was estimated for them: 840,000 of 1,050,000.",
            "95.0 % of 40 transactions were in the block next to the newest at their submission.");
  }

  @Test
  void reports_ofAChain_tellTimesCountersAndFactsAlike() {
    String text = SummaryText.of(ofAChain(), 160, false);
    String page = HtmlStreams.of(ofAChain());

    assertThat(text).contains("Chain\n").contains("submit_to_receipt").contains("block_interval");
    assertThat(page).contains("<h3>Chain</h3>").contains("<code>submit_to_receipt</code>");
    assertThat(page).contains("<code>block_interval</code>").contains("<code>gas_used</code>");
    ChainFacts.of(ofAChain())
        .forEach(fact -> {
          assertThat(text).contains(fact);
          assertThat(page).contains(fact);
        });
  }

  @Test
  void run_withoutAChain_isToldWithoutOne() {
    assertThat(ChainFacts.of(result(Map.of()))).isEmpty();
    assertThat(SummaryText.of(result(Map.of()), 100, false)).doesNotContain("Chain");
    assertThat(HtmlStreams.of(result(Map.of()))).isEmpty();
  }
}
