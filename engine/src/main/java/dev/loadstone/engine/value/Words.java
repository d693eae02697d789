package dev.loadstone.engine.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Words by number, found from their bytes without making text of them. Not thread-safe while words
 * are added.
 */
public final class Words {
  /** The number of a word that is not there. */
  public static final int UNKNOWN = -1;

  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private final List<byte[]> words = new ArrayList<>();
  private int[] table = new int[16];

  /** Creates a table of words, numbered from 0 in their order. */
  public Words(String... all) {
    Arrays.fill(table, UNKNOWN);
    for (String word : all) {
      add(word.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Returns how many words there are. */
  public int size() {
    return words.size();
  }

  /** Returns a word. */
  public String word(int number) {
    return new String(words.get(number), StandardCharsets.UTF_8);
  }

  /** Returns the number of a word; {@link #UNKNOWN} if it is not there. */
  public int indexOf(byte[] text, int from, int to) {
    int place = hash(text, from, to) & (table.length - 1);
    while (table[place] != UNKNOWN) {
      byte[] word = words.get(table[place]);
      if (Arrays.equals(word, 0, word.length, text, from, to)) {
        return table[place];
      }
      place = (place + 1) & (table.length - 1);
    }
    return UNKNOWN;
  }

  /** Adds a word that is not there yet, and returns its number. */
  public int add(byte[] word) {
    words.add(word);
    if (words.size() * 2 > table.length) {
      table = new int[table.length * 2];
      Arrays.fill(table, UNKNOWN);
      for (int i = 0; i < words.size(); i++) {
        place(i);
      }
    } else {
      place(words.size() - 1);
    }
    return words.size() - 1;
  }

  private void place(int number) {
    byte[] word = words.get(number);
    int place = hash(word, 0, word.length) & (table.length - 1);
    while (table[place] != UNKNOWN) {
      place = (place + 1) & (table.length - 1);
    }
    table[place] = number;
  }

  /** <b>Source:</b> FNV-1a, 32 bits (Fowler, Noll, Vo). */
  private static int hash(byte[] text, int from, int to) {
    int hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * FNV_PRIME;
    }
    return hash ^ (hash >>> 15);
  }
}
