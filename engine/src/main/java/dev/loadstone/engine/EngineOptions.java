package dev.loadstone.engine;

import dev.loadstone.core.trace.Tracing;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the engine uses the machine.
 *
 * @param loops how many event loops; empty to let the engine decide by load and processors
 * @param transport by what sockets are driven
 * @param busyPoll whether event loops never sleep during a run: each takes a whole processor, and
 *     is less late
 * @param lowLatency whether processors are kept awake and event loops go before all else on the
 *     machine; see {@link dev.loadstone.core.platform.LowLatency}
 * @param rehearsal how long at most the generator runs against itself before a run, so that its own
 *     code is warm; a light load needs less; zero for not at all
 * @param tracing which requests of runs are traced, if any are
 */
public record EngineOptions(
    OptionalInt loops,
    Transport transport,
    boolean busyPoll,
    boolean lowLatency,
    Duration rehearsal,
    Optional<Tracing> tracing) {
  /** What holds if nobody says otherwise. */
  public static final EngineOptions DEFAULT =
      new EngineOptions(OptionalInt.empty(), Transport.AUTO, false, false, Duration.ofMillis(250));

  /**
   * Checks that the two ways to be less late are not mixed.
   *
   * @throws IllegalArgumentException if loops would go before all else and never sleep
   */
  public EngineOptions {
    if (busyPoll && lowLatency) {
      throw new IllegalArgumentException(
          "busyPoll and lowLatency exclude each other: loops that go before all else and never"
              + " sleep would leave their processors to nobody");
    }
  }

  /** Creates options by which no request is traced. */
  public EngineOptions(
      OptionalInt loops,
      Transport transport,
      boolean busyPoll,
      boolean lowLatency,
      Duration rehearsal) {
    this(loops, transport, busyPoll, lowLatency, rehearsal, Optional.empty());
  }

  /** Returns these options, by which requests are traced. */
  public EngineOptions traced(Tracing some) {
    return new EngineOptions(loops, transport, busyPoll, lowLatency, rehearsal, Optional.of(some));
  }

  /** By what sockets are driven. */
  public enum Transport {
    /** Epoll where there is one, else NIO. */
    AUTO,
    /** Linux epoll. */
    EPOLL,
    /** Linux io_uring. */
    IO_URING,
    /** The JDK's selectors. */
    NIO;

    /** Returns the name in lower case, as the user writes it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns all labels. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Transport::label).toList();
    }

    /** Returns the transport of a label; empty if there is none. */
    public static Optional<Transport> of(String label) {
      return Arrays.stream(values())
          .filter(transport -> transport.label().equals(label))
          .findFirst();
    }
  }
}
