package dev.loadstone.engine;

import java.util.OptionalInt;

/**
 * How the engine uses the machine.
 *
 * @param loops how many event loops; empty to let the engine decide by load and processors
 * @param transport by what sockets are driven
 */
public record EngineOptions(OptionalInt loops, Transport transport) {
  /** What holds if nobody says otherwise. */
  public static final EngineOptions DEFAULT =
      new EngineOptions(OptionalInt.empty(), Transport.AUTO);

  /** By what sockets are driven. */
  public enum Transport {
    /** Epoll where there is one, else NIO. */
    AUTO,
    /** Linux epoll. */
    EPOLL,
    /** The JDK's selectors. */
    NIO
  }
}
