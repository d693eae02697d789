package dev.loadstone.core.result;

import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.SparseCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distributions of consecutive blocks of the measured time: of one interval (one second) each,
 * until there are {@value #BLOCKS_MAX}; then neighbours are joined and blocks are twice as long. So
 * memory does not depend on the run's length. Not thread-safe.
 */
final class Blocks {
  /** Most blocks. */
  static final int BLOCKS_MAX = 64;

  private final Map<SeriesKey, List<SparseCounts>> series = new HashMap<>();
  private int intervalsPerBlock = 1;
  private int intervals;

  /** Adds an interval; what it recorded of the warm-up is left out. */
  void add(IntervalSnapshot interval) {
    boolean measured = intervals > 0;
    for (var recorded : interval.histograms().entrySet()) {
      if (!Recordings.isWarmUp(recorded.getKey().tags())) {
        measured = true;
        List<SparseCounts> blocks =
            series.computeIfAbsent(recorded.getKey(), any -> new ArrayList<>());
        int block = intervals / intervalsPerBlock;
        while (blocks.size() <= block) {
          blocks.add(SparseCounts.EMPTY);
        }
        blocks.set(block, blocks.get(block).plus(SparseCounts.of(recorded.getValue())));
      }
    }
    if (measured && ++intervals == BLOCKS_MAX * intervalsPerBlock) {
      series.replaceAll((key, blocks) -> joined(blocks));
      intervalsPerBlock *= 2;
    }
  }

  private static List<SparseCounts> joined(List<SparseCounts> blocks) {
    List<SparseCounts> pairs = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i += 2) {
      pairs.add(i + 1 < blocks.size() ? blocks.get(i).plus(blocks.get(i + 1)) : blocks.get(i));
    }
    return pairs;
  }

  /** Returns how many blocks there are. */
  int count() {
    return (intervals + intervalsPerBlock - 1) / intervalsPerBlock;
  }

  /** Returns the blocks of some series together, in the order of time. */
  List<SparseCounts> of(Collection<SeriesKey> keys) {
    List<SparseCounts> sums = new ArrayList<>();
    for (int block = 0; block < count(); block++) {
      SparseCounts sum = SparseCounts.EMPTY;
      for (SeriesKey key : keys) {
        List<SparseCounts> own = series.getOrDefault(key, List.of());
        if (block < own.size()) {
          sum = sum.plus(own.get(block));
        }
      }
      sums.add(sum);
    }
    return sums;
  }
}
