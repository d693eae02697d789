package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Things of a stream that have begun and are not over: messages, tool calls, steps. Not
 * thread-safe; allocates only to grow.
 *
 * <p>What is there is compared one by one: a stream has a handful of messages open, not thousands.
 */
final class Ongoing {
  private final List<One> all = new ArrayList<>();
  private int size;

  /** One of them. */
  static final class One {
    private final Bytes id = new Bytes();
    private final Bytes owner = new Bytes();
    private final Bytes name = new Bytes();
    private long nanos;

    /** Returns its id. */
    Bytes id() {
      return id;
    }

    /** Returns its id as text. Allocates. */
    String text() {
      return id.text();
    }

    /** Returns whose it is; see {@link AgUiFrame#owner}. */
    Bytes owner() {
      return owner;
    }

    /** Returns what it is called; empty if nothing was said. */
    Bytes name() {
      return name;
    }

    /** Returns when it began, in the loop's nanoseconds. */
    long nanos() {
      return nanos;
    }
  }

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Returns the one that was added first of those that are there. */
  One first() {
    return all.getFirst();
  }

  /** Returns the one of an id, whoever's it is; null if there is none. */
  @Nullable One find(byte[] id, int from, int to) {
    for (int i = 0; i < size; i++) {
      if (isText(all.get(i).id, id, from, to)) {
        return all.get(i);
      }
    }
    return null;
  }

  /** Returns the one of an id that is of an owner; null if there is none. */
  @Nullable One find(byte[] id, int from, int to, Bytes owner) {
    for (int i = 0; i < size; i++) {
      One one = all.get(i);
      if (isText(one.id, id, from, to) && isText(one.owner, owner.array(), 0, owner.length())) {
        return one;
      }
    }
    return null;
  }

  /** Adds one, without a name. */
  One add(byte[] id, int from, int to, Bytes owner, long nanos) {
    if (size == all.size()) {
      all.add(new One());
    }
    One one = all.get(size++);
    one.id.clear().append(id, from, to);
    one.owner.clear().append(owner);
    one.name.clear();
    one.nanos = nanos;
    return one;
  }

  /** Removes one; what it holds stays as it is until another is added. */
  void remove(One one) {
    if (all.remove(one)) {
      all.add(one); // kept for the next one
      size--;
    }
  }

  static boolean isText(Bytes text, byte[] other, int from, int to) {
    return Arrays.equals(text.array(), 0, text.length(), other, from, to);
  }
}
