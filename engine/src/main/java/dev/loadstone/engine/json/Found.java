package dev.loadstone.engine.json;

import java.util.Arrays;

/** The first value at a path. Used again for the next search. Not thread-safe. */
public final class Found implements JsonScanner.Visitor {
  private final JsonScanner scanner = new JsonScanner();
  private byte[] data = {};
  private int from;
  private int to;

  /** Looks for a value; returns whether there is one. */
  public boolean find(byte[] source, int start, int end, JsonScanner.Path path) {
    return scanner.find(source, start, end, path, this);
  }

  @Override
  public boolean value(byte[] source, int start, int end, boolean string) {
    data = source;
    from = start;
    to = end;
    boolean isNull =
        !string
            && end - start == 4
            && Arrays.equals(source, start, end, new byte[] {'n', 'u', 'l', 'l'}, 0, 4);
    return !isNull;
  }

  /** Returns what the value stands in; for a string, without its quotes. */
  public byte[] data() {
    return data;
  }

  /** Returns where it begins. */
  public int from() {
    return from;
  }

  /** Returns where it ends, excluded. */
  public int to() {
    return to;
  }
}
