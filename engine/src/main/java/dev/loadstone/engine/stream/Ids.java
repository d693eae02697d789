package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A few names that are open at the same time. Not thread-safe; allocates only to grow.
 *
 * <p>What is there is compared one by one: a stream has a handful of messages open, not thousands.
 */
final class Ids {
  private final List<Bytes> ids = new ArrayList<>();
  private int size;

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Returns the name that was added first of those that are there, as text. */
  String first() {
    return ids.getFirst().text();
  }

  /** Adds a name; false if it is there already. */
  boolean add(byte[] text, int from, int to) {
    if (indexOf(text, from, to) >= 0) {
      return false;
    }
    if (size == ids.size()) {
      ids.add(new Bytes());
    }
    ids.get(size++).clear().append(text, from, to);
    return true;
  }

  /** Removes a name; false if it is not there. */
  boolean remove(byte[] text, int from, int to) {
    int index = indexOf(text, from, to);
    if (index < 0) {
      return false;
    }
    Bytes removed = ids.remove(index);
    ids.add(removed); // kept for the next one
    size--;
    return true;
  }

  boolean has(byte[] text, int from, int to) {
    return indexOf(text, from, to) >= 0;
  }

  private int indexOf(byte[] text, int from, int to) {
    for (int i = 0; i < size; i++) {
      Bytes id = ids.get(i);
      if (Arrays.equals(id.array(), 0, id.length(), text, from, to)) {
        return i;
      }
    }
    return -1;
  }
}
