package dev.loadstone.testbed.chain;

import dev.loadstone.testbed.ledger.TimeSummaries;
import dev.loadstone.testbed.ledger.TimeSummary;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the testbed's chain really did since its truth was applied, or its ledger begun anew.
 *
 * @param calls elements of JSON-RPC requests that were read, by method; copied
 * @param notifications of them, how many had no id
 * @param accepted transactions that the mempool took
 * @param rejected transactions that it did not take, by the words in which it said so; copied
 * @param included transactions that a block took
 * @param reverted of them, how many reverted
 * @param conflicts transactions to an address that the same block had already touched
 * @param delayed of them, how many were put off to the next block, each time anew
 * @param gasUsed by all transactions together
 * @param blockNanos when each block was made, in nanoseconds from the chain's beginning, from block
 *     1 on; copied
 * @param inclusion from a transaction's acceptance to its block
 * @param receipt from a transaction's acceptance to the first time that its receipt was given: what
 *     somebody who asks for it again and again can know
 */
public record ChainLedger(
    SortedMap<String, Long> calls,
    long notifications,
    long accepted,
    SortedMap<String, Long> rejected,
    long included,
    long reverted,
    long conflicts,
    long delayed,
    long gasUsed,
    List<Long> blockNanos,
    TimeSummary inclusion,
    TimeSummary receipt) {
  /** Copies the counts. */
  public ChainLedger {
    calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
    blockNanos = List.copyOf(blockNanos);
  }

  /** Returns the times between blocks that follow each other. */
  public TimeSummary blockInterval() {
    TimeSummaries intervals = new TimeSummaries();
    for (int i = 1; i < blockNanos.size(); i++) {
      intervals.record(blockNanos.get(i) - blockNanos.get(i - 1));
    }
    return intervals.summary();
  }

  /** Returns the ledger as JSON; times in seconds. */
  public String toJson() {
    return new JsonObject()
        .put("calls", new JsonObject(new TreeMap<>(calls)))
        .put("notifications", notifications)
        .put("accepted", accepted)
        .put("rejected", new JsonObject(new TreeMap<>(rejected)))
        .put("included", included)
        .put("reverted", reverted)
        .put("conflicts", conflicts)
        .put("delayed", delayed)
        .put("gas_used", gasUsed)
        .put("blocks", blockNanos.size())
        .put("block_interval", json(blockInterval()))
        .put("inclusion", json(inclusion))
        .put("receipt", json(receipt))
        .encodePrettily();
  }

  private static JsonObject json(TimeSummary times) {
    JsonObject json = new JsonObject().put("count", times.count());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("mean", times.mean());
    figures.put("min", times.min());
    figures.put("max", times.max());
    figures.put("p50", times.p50());
    figures.put("p95", times.p95());
    figures.put("p99", times.p99());
    figures.forEach((name, value) -> {
      if (!Double.isNaN(value)) {
        json.put(name, value);
      }
    });
    return json;
  }

  /** Returns how many elements called a method. */
  public long calls(String method) {
    return calls.getOrDefault(method, 0L);
  }
}
