package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.demo.TestbedProcess;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.engine.health.GeneratorProbe;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the testbed until it is told to end. */
@Command(
    name = "testbed",
    description = {
      "Serve a reference agent platform whose truth is known, until Ctrl+C.",
      "",
      "Its service times, errors, queues and freezes are set by --truth, or while it runs by"
          + " PUT /_truth; GET /_truth/ledger tells what it really served.",
    },
    footer = {
      "%nExamples:",
      "  loadstone testbed",
      "  loadstone testbed --port 0 --truth truth.yaml",
      "  loadstone testbed --instances 4",
      "  curl http://127.0.0.1:18800/_truth/ledger",
    })
final class TestbedCommand implements Subcommand {
  private static final int CONNECTIONS_MANY = 50_000;
  private static final int INSTANCES_MAX = 64;

  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin Listening listening = new Listening(18_800);

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "What it is told to do, in YAML or JSON. Default: answer at once.")
  Optional<Path> truth = Optional.empty();

  @Option(
      names = "--loops",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Threads that serve. Default: one per processor.")
  int loops;

  @Option(
      names = "--low-latency",
      description =
          "Keep all processors awake, and serve before everything else on the machine. Wants Linux"
              + " and root.")
  boolean lowLatency;

  @Option(
      names = "--instances",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description =
          "How many testbeds to serve, each by itself on a port of its own: the one of --port, and"
              + " those behind it. Default: ${DEFAULT-VALUE}.")
  int instances;

  @Option(names = "--until-input-ends", hidden = true)
  boolean untilInputEnds;

  TestbedCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    List<TestbedServer> servers = new ArrayList<>();
    try (Interrupts.Watch _ =
        shell.interrupts().watch(untilInputEnds ? () -> {} : end::countDown)) {
      for (TestbedOptions one : instances(options())) {
        servers.add(TestbedServer.start(one));
      }
      servers.forEach(one -> shell.out().println(TestbedProcess.READY + url(one.port())));
      shell.out().flush();
      if (untilInputEnds) {
        shell.in().transferTo(java.io.OutputStream.nullOutputStream());
      } else {
        notice(GeneratorProbe.freeDescriptors()).ifPresent(shell.err()::println);
        end.await();
      }
    } finally {
      servers.forEach(TestbedServer::close);
    }
    return ExitCode.OK.code();
  }

  /**
   * Returns what those who want to open many connections should know.
   *
   * @param connections how many there can be
   */
  static Optional<String> notice(int connections) {
    return connections >= CONNECTIONS_MANY
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "It can have %,d connections at once, for want of file descriptors. Raise the limit (ulimit -n) for more.",
                connections));
  }

  private TestbedOptions options() {
    if (loops < 0) {
      throw wrong("--loops must be at least 0, got: " + loops);
    }
    listening.check(command.commandLine());
    TestbedOptions options =
        TestbedOptions.DEFAULTS
            .host(listening.host)
            .port(listening.port)
            .eventLoops(loops)
            .lowLatency(lowLatency);
    TestbedOptions told = options.truth(truth.map(TestbedCommand::read).orElse(Truth.IDEAL));
    return listening.tls.isEmpty()
        ? told
        : told.tls(listening.tls.getFirst(), listening.tls.getLast());
  }

  /** Returns how each of the instances is started; several share the processors. */
  private List<TestbedOptions> instances(TestbedOptions one) {
    if (instances < 1 || instances > INSTANCES_MAX) {
      throw wrong("--instances must be from 1 to " + INSTANCES_MAX + ", got: " + instances);
    }
    if (listening.port + instances - 1 > Listening.PORT_MAX) {
      throw wrong("--port must leave room for " + instances + " ports, got: " + listening.port);
    }
    int own =
        loops == 0 && instances > 1
            ? Math.max(1, Runtime.getRuntime().availableProcessors() / instances)
            : loops;
    return IntStream.range(0, instances)
        .mapToObj(i -> one.eventLoops(own).port(listening.port == 0 ? 0 : listening.port + i))
        .toList();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static Truth read(Path file) {
    try {
      return Truth.parse(file.toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw new InvalidInputException(
          List.of(
              new Problem(
                  Optional.empty(),
                  "--truth",
                  "must name a file that can be read, got: " + file,
                  file.toAbsolutePath().normalize() + " does not exist or is not readable.")));
    }
  }

  private String url(int actualPort) {
    String name = listening.host.indexOf(':') >= 0 ? "[" + listening.host + "]" : listening.host;
    return (listening.tls.isEmpty() ? "http://" : "https://") + name + ":" + actualPort;
  }
}
