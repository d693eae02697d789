package dev.loadstone.core.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Classes of prompts and answers by their tokens: up to 1, 4, 16 and so on, each four times as wide
 * as the one before, and one for all that are larger.
 *
 * <p><b>Source:</b> OpenTelemetry's conventions for generative AI, {@code
 * gen_ai.client.token.usage}.
 */
public final class TokenSizes {
  private static final int BOUNDS = 14;
  private static final String LARGER = "more";
  private static final List<String> LABELS = labels();

  private TokenSizes() {}

  private static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < BOUNDS; i++) {
      labels.add(Long.toString(bound(i)));
    }
    labels.add(LARGER);
    return List.copyOf(labels);
  }

  /** Returns how many classes there are. */
  public static int count() {
    return BOUNDS + 1;
  }

  /** Returns the most tokens of a class that is not the last, counted from 0. */
  public static long bound(int index) {
    return 1L << (2 * index);
  }

  /** Returns the class of a number of tokens, from 0; allocates nothing. */
  public static int of(long tokens) {
    if (tokens <= 1) {
      return 0;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(tokens - 1);
    return Math.min(BOUNDS, (bits + 1) / 2);
  }

  /** Returns the name of a class: its bound, or {@value #LARGER}. */
  public static String label(int index) {
    return LABELS.get(index);
  }

  /** Returns the class of a name; negative if there is none. */
  public static int ofLabel(String label) {
    return LABELS.indexOf(label);
  }
}
