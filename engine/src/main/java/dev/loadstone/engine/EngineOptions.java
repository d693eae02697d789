package dev.loadstone.engine;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the engine uses the machine.
 *
 * @param loops how many event loops; empty to let the engine decide by load and processors
 * @param transport by what sockets are driven
 * @param rehearsal how long the generator runs against itself before a run, so that its own code is
 *     warm; zero for not at all
 */
public record EngineOptions(OptionalInt loops, Transport transport, Duration rehearsal) {
  /** What holds if nobody says otherwise. */
  public static final EngineOptions DEFAULT =
      new EngineOptions(OptionalInt.empty(), Transport.AUTO, Duration.ofMillis(250));

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
