package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;

/** A connection that speaks HTTP no more. Used on its event loop only. */
public sealed interface Wire permits HttpConnection {
  /** Returns a place for the first part of what is to be sent, shared by the whole loop. */
  Bytes start();

  /** Returns a place for the rest of it, shared by the whole loop. */
  Bytes rest();

  /**
   * Sends what stands in both places. If that fails, it is told as a loss, possibly before this
   * returns.
   *
   * @return how many bytes
   */
  int send();

  /** Closes the connection, of which nothing more will be heard. */
  void close();
}
