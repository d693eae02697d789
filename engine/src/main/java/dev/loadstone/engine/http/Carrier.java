package dev.loadstone.engine.http;

/** What carries one exchange: an HTTP/1.1 connection, or a place on one that carries several. */
sealed interface Carrier permits HttpConnection, Lane {
  /** Returns the pool of the connection. */
  ConnectionPool pool();

  /** Returns the response to the exchange. */
  Response response();

  /** Takes the exchange off without telling anyone: nobody waits for it any more. */
  void cancel();
}
