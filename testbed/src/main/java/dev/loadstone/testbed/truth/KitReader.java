package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.Fields;
import dev.loadstone.testbed.truth.KitTruth.MemoryTruth;

/** Reads how the services of an agent with a wallet behave. */
final class KitReader {
  private static final int CONVERSATIONS_MAX = 10_000_000;

  private final LawReader laws;

  KitReader(LawReader laws) {
    this.laws = laws;
  }

  KitTruth read(Fields fields) {
    KitTruth usual = KitTruth.DEFAULT;
    KitTruth kit =
        new KitTruth(
            fields.quantity("slippage", LawReader::ratio).orElse(usual.slippage()),
            fields.quantity("poorRoutes", LawReader::ratio).orElse(usual.poorRoutes()),
            fields.quantity("gasOverrun", LawReader::ratio).orElse(usual.gasOverrun()),
            fields.quantity("spread", LawReader::ratio).orElse(usual.spread()),
            fields.quantity("missedArbitrage", LawReader::ratio).orElse(usual.missedArbitrage()),
            fields.fields("memory").map(this::memory).orElse(usual.memory()));
    fields.finish();
    return kit;
  }

  private MemoryTruth memory(Fields fields) {
    MemoryTruth usual = MemoryTruth.DEFAULT;
    MemoryTruth memory =
        new MemoryTruth(
            count(fields, "conversations", 1, usual.conversations()),
            count(fields, "cache", 0, usual.cache()),
            fields.fields("hit").flatMap(laws::law).orElse(usual.hit()),
            fields.fields("miss").flatMap(laws::law).orElse(usual.miss()),
            fields.quantity("perMessage", LawReader::time).orElse(usual.perMessage()));
    fields.finish();
    return memory;
  }

  private static int count(Fields fields, String key, int min, int usual) {
    return fields.integer(key, min, CONVERSATIONS_MAX).map(Long::intValue).orElse(usual);
  }
}
