package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import org.jspecify.annotations.Nullable;

/** Reads bodies that mean more than their HTTP status tells. Not thread-safe. */
public interface BodyReader {
  /**
   * Reads a body.
   *
   * @param body holds it from its beginning, decompressed; not to be kept
   * @param length how many bytes it has
   * @return what is wrong with it; null if nothing
   */
  @Nullable ErrorClass read(byte[] body, int length);

  /** Returns what was wrong with the body read last, for a person. */
  String why();
}
