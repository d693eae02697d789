package dev.loadstone.app.command;

import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.EngineOptions.Transport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** How the engine uses the machine, on the command line. */
final class EngineFlags {
  @Option(
      names = "--loops",
      paramLabel = "NUMBER",
      description = "Event loops to use. Default: by load and processors.")
  Optional<Integer> loops = Optional.empty();

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      converter = Transports.class,
      completionCandidates = Transports.class,
      description =
          "By what sockets are driven: ${COMPLETION-CANDIDATES}. Default: auto, which is epoll where there is one.")
  Transport transport = Transport.AUTO;

  @Option(
      names = "--busy-poll",
      description =
          "Let event loops never sleep: less late, but each takes a whole processor for the whole run.")
  boolean busyPoll;

  @Option(
      names = "--low-latency",
      description =
          "Keep all processors awake, and let event loops go before everything else on the machine:"
              + " less late, and no processor is taken. Wants Linux and root.")
  boolean lowLatency;

  /** Names of transports. */
  static final class Transports implements ITypeConverter<Transport>, Iterable<String> {
    @Override
    public Transport convert(String label) {
      return Transport.of(label)
          .orElseThrow(() ->
              new TypeConversionException(
                  "must be one of " + String.join(", ", Transport.labels()) + ", got: " + label));
    }

    @Override
    public java.util.Iterator<String> iterator() {
      return List.copyOf(Transport.labels()).iterator();
    }
  }

  /**
   * Returns the engine's options.
   *
   * @param command to which a wrong value belongs
   * @throws ParameterException if a value is wrong
   */
  EngineOptions options(CommandLine command) {
    loops
        .filter(number -> number < 1)
        .ifPresent(number -> {
          throw new ParameterException(command, "--loops must be at least 1, got: " + number);
        });
    if (busyPoll && lowLatency) {
      throw new ParameterException(
          command,
          "--busy-poll and --low-latency exclude each other: loops that go before everything else"
              + " and never sleep would leave their processors to nobody.");
    }
    return new EngineOptions(
        loops.map(OptionalInt::of).orElse(OptionalInt.empty()),
        transport,
        busyPoll,
        lowLatency,
        EngineOptions.DEFAULT.rehearsal());
  }
}
