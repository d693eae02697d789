package dev.loadstone.report;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run showed of an EVM chain, in sentences: the ratios behind its counters. */
final class ChainFacts {
  private ChainFacts() {}

  /** Returns the sentences; none if no chain was watched or sent transactions. */
  static List<String> of(RunResult result) {
    List<String> facts = new ArrayList<>();
    long met = sum(result, CounterKey.BLOCK_INTERVALS, Map.of(Tag.OUTCOME, "met"));
    long intervals = met + sum(result, CounterKey.BLOCK_INTERVALS, Map.of(Tag.OUTCOME, "missed"));
    if (intervals > 0) {
      facts.add(
          Figures.ratio((double) met / intervals)
              + " of "
              + Figures.count(intervals, "interval")
              + " between blocks were as long as the plan expects.");
    }
    long unseen = sum(result, CounterKey.BLOCKS_MISSED, Map.of());
    if (unseen > 0) {
      facts.add(
          Figures.count(unseen)
              + " of "
              + Figures.count(sum(result, CounterKey.BLOCKS, Map.of()), "block")
              + " were never the newest when the chain was asked, and give no interval.");
    }
    long estimated = sum(result, CounterKey.GAS_ESTIMATED, Map.of());
    if (estimated > 0) {
      long used = sum(result, CounterKey.GAS_USED, Map.of());
      facts.add(
          "Transactions used "
              + Figures.ratio((double) used / estimated)
              + " of the gas that was estimated for them: "
              + Figures.count(used)
              + " of "
              + Figures.count(estimated)
              + ".");
    }
    long inclusions = sum(result, CounterKey.INCLUSIONS, Map.of());
    if (inclusions > 0) {
      long next = sum(result, CounterKey.NEXT_BLOCK_INCLUSIONS, Map.of());
      facts.add(
          Figures.ratio((double) next / inclusions)
              + " of "
              + Figures.count(inclusions, "transaction")
              + " were in the block next to the newest at their submission.");
    }
    return facts;
  }

  private static long sum(RunResult result, String counter, Map<String, String> tags) {
    return result.counters().stream()
        .filter(total -> total.key().name().equals(counter) && total.key().tags().matches(tags))
        .mapToLong(total -> total.value())
        .sum();
  }
}
