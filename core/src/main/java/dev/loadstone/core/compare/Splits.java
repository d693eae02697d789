package dev.loadstone.core.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The ways to call some of a number of runs the candidate's and the rest the baseline's: all of
 * them, or a sample drawn with a seed where there are too many. The first is what was observed: the
 * baseline's runs come first.
 *
 * @param runs how many runs there are
 * @param candidates for each way, the places of the candidate's runs, rising
 * @param exact whether these are all ways
 */
record Splits(int runs, List<int[]> candidates, boolean exact) {
  /** So many ways are all looked at. */
  static final int EXACT_MAX = 50_000;

  /** So many are drawn where there are more. */
  static final int DRAWN = 19_999;

  /**
   * Returns the splits of so many runs.
   *
   * @param baseline how many are the baseline's, at least 1
   * @param candidate how many are the candidate's, at least 1
   */
  static Splits of(int baseline, int candidate, long seed) {
    int all = baseline + candidate;
    List<int[]> ways = new ArrayList<>();
    ways.add(range(baseline, all));
    if (count(all, candidate) <= EXACT_MAX) {
      int[] first = range(0, candidate);
      do {
        if (first[0] != baseline || first[candidate - 1] != all - 1) {
          ways.add(first.clone());
        }
      } while (next(first, all));
      return new Splits(all, ways, true);
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] deck = range(0, all);
    for (int i = 0; i < DRAWN; i++) {
      for (int j = 0; j < candidate; j++) {
        int other = random.nextInt(j, all);
        int kept = deck[j];
        deck[j] = deck[other];
        deck[other] = kept;
      }
      ways.add(java.util.Arrays.stream(deck, 0, candidate).sorted().toArray());
    }
    return new Splits(all, ways, false);
  }

  /**
   * Returns the smallest p-value that a two-sided test over all splits can have; with sides of the
   * same size every split has a mirror that is as extreme.
   */
  static double leastP(int baseline, int candidate) {
    return (baseline == candidate ? 2 : 1) / count(baseline + candidate, candidate);
  }

  /** Returns how many ways there are to take some of a number of things. */
  static double count(int all, int taken) {
    double count = 1;
    for (int i = 1; i <= taken; i++) {
      count = count * (all - taken + i) / i;
    }
    return Math.rint(count);
  }

  private static int[] range(int from, int to) {
    return java.util.stream.IntStream.range(from, to).toArray();
  }

  /** Makes a choice the next one in the order of words; false if it was the last. */
  private static boolean next(int[] choice, int all) {
    int size = choice.length;
    int at = size - 1;
    while (at >= 0 && choice[at] == all - size + at) {
      at--;
    }
    if (at < 0) {
      return false;
    }
    choice[at]++;
    for (int i = at + 1; i < size; i++) {
      choice[i] = choice[i - 1] + 1;
    }
    return true;
  }
}
