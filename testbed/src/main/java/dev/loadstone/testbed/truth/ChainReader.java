package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.quantity.QuantityFormatException;

/** Reads how the testbed's chain behaves. */
final class ChainReader {
  private static final long BLOCK_GAS_MIN = 100_000;
  private static final long BLOCK_GAS_MAX = 1_000_000_000_000L;
  private static final long CALL_GAS_MAX = 1_000_000_000;
  private static final int LANES_MAX = 10_000;
  private static final double FACTOR_MAX = 10;

  private final LawReader laws;

  ChainReader(LawReader laws) {
    this.laws = laws;
  }

  ChainTruth read(Fields fields) {
    ChainTruth usual = ChainTruth.DEFAULT;
    ChainTruth chain =
        new ChainTruth(
            fields.fields("block").flatMap(laws::law).orElse(usual.block()),
            fields.fields("inclusion").flatMap(laws::law).orElse(usual.inclusion()),
            fields.ratio("conflictDelays").orElse(usual.conflictDelays()),
            fields.ratio("reverts").orElse(usual.reverts()),
            fields.quantity("estimateFactor", ChainReader::factor).orElse(usual.estimateFactor()),
            fields.integer("blockGas", BLOCK_GAS_MIN, BLOCK_GAS_MAX).orElse(usual.blockGas()),
            fields.integer("callGas", 0, CALL_GAS_MAX).orElse(usual.callGas()),
            fields.fields("execution").flatMap(laws::law).orElse(usual.execution()),
            fields.integer("lanes", 1, LANES_MAX).map(Long::intValue).orElse(usual.lanes()));
    fields.finish();
    return chain;
  }

  private static double factor(String text) {
    try {
      double factor = Double.parseDouble(text);
      if (factor >= 1 && factor <= FACTOR_MAX) {
        return factor;
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw new QuantityFormatException("be a number from 1 to 10", text, "For example 1.2.");
  }
}
