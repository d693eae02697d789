package dev.loadstone.engine.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The response readers of one event loop that no response needs at the moment, the one used last
 * first. There are never more than there were responses awaited at once, so that a connection that
 * rests has none. Not thread-safe; allocates only to grow.
 */
final class ReaderPool {
  private static final int ROOMY_MAX = 256;
  private static final int ROOMY = 64 * 1024;
  private static final int NARROW = 1024;

  private final Deque<ResponseReader> free = new ArrayDeque<>();

  /** Returns a reader that is to be reset before it is used. */
  ResponseReader take() {
    ResponseReader reader = free.pollFirst();
    return reader == null ? new ResponseReader() : reader;
  }

  /** Takes a reader back; the first {@value #ROOMY_MAX} keep larger buffers than the others. */
  void give(ResponseReader reader) {
    reader.forget(free.size() < ROOMY_MAX ? ROOMY : NARROW);
    free.addFirst(reader);
  }

  /** Returns how many readers wait to be used. */
  int size() {
    return free.size();
  }
}
