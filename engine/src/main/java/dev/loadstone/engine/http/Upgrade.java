package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;

/**
 * What takes a connection over once the server has switched protocols. Source: RFC 9110, section
 * 7.8. Everything happens on the event loop.
 */
public interface Upgrade {
  /** Appends headers of the request that are different each time, each with its line's end. */
  void writeHeaders(Bytes out);

  /**
   * The server has switched protocols; the exchange is finished next.
   *
   * @param wire the connection from now on
   * @param headers of the response, name, colon and value, each ended by a line feed; they mean
   *     something else afterwards
   */
  void opened(Wire wire, Bytes headers);

  /**
   * Bytes were read.
   *
   * @param data means something else afterwards
   * @param now when
   */
  void read(byte[] data, int from, int to, long now);

  /**
   * The connection is open no more, though nobody here has closed it.
   *
   * @param why for a person
   * @param reset whether it broke, rather than that the server closed it
   */
  void lost(String why, boolean reset, long now);
}
