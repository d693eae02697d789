package dev.loadstone.engine.http;

/** A connection as its pool sees it. */
sealed interface Connection permits HttpConnection, MultiConnection {
  /** Returns the pool that it belongs to. */
  ConnectionPool pool();

  /** Returns whether it is open or being opened, and carries no exchange. */
  boolean isIdle();

  /** Closes it; what it carries fails. */
  void close();
}
