package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.live.LivePage;
import dev.loadstone.app.log.LogEvent;
import dev.loadstone.app.log.LogLevel;
import dev.loadstone.app.view.Progress;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Place;
import dev.loadstone.web.WebOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the live page until it is told to end. */
@Command(
    name = "serve",
    description = {
      "Serve a page to start, watch, change and compare runs in a browser, until Ctrl+C.",
      "",
      "Only this machine can reach it, unless --host says otherwise; then a token is needed."
          + " Plans from the page can do no more than speak to their targets, unless"
          + " --trust-plans is given.",
    },
    footer = {
      "%nExamples:",
      "  loadstone serve",
      "  loadstone serve --port 0 --runs /var/lib/loadstone/runs",
      "  loadstone serve --log-file loadstone.log --log-format ecs",
      "  loadstone serve --host 0.0.0.0 --tls server.pem,server.key --name load.example.com",
    })
final class ServeCommand implements Subcommand, LogOutput.Owner {
  static final String READY = "The page is at ";

  /** The variable that holds the token where no option does. */
  private static final String TOKEN = "LOADSTONE_TOKEN";

  private static final int TOKEN_BYTES = 16;

  private Shell shell;
  private LogOutput logging;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin Listening listening = new Listening(8_089);

  @Option(
      names = "--token",
      paramLabel = "TEXT",
      description =
          "What viewers must know; at least 16 characters. Default: the environment variable"
              + " LOADSTONE_TOKEN, else, where others than this machine can reach the page, one that"
              + " is made and printed.")
  Optional<String> token = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "HOST",
      description = "A name by which the page may be called. Repeatable.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of the runs. Default: ${DEFAULT-VALUE}.")
  Path runs = Path.of("");

  @Option(
      names = "--trust-plans",
      description =
          "Let plans from the page run commands, Java code and other clients (exec, call, jdbc, …),"
              + " use probes, and read files and environment variables.")
  boolean trustPlans;

  @Mixin HistoryOption history = new HistoryOption();

  @Mixin EngineFlags engine = new EngineFlags();

  @Mixin LogFlags log = new LogFlags();

  ServeCommand(Shell shell) {
    this.shell = shell;
    logging = LogOutput.none(shell);
  }

  @Override
  public LogOutput logging() {
    return logging;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, HistoryException {
    logging = LogOutput.open(log, command.commandLine(), shell);
    shell = logging.shell();
    WebOptions options = options();
    LivePage.Rights rights =
        new LivePage.Rights(
            shell.environment(),
            true,
            trustPlans,
            Optional.of(place()),
            engine.options(command.commandLine()));
    CountDownLatch end = new CountDownLatch(1);
    try (Interrupts.Watch _ = shell.interrupts().watch(end::countDown);
        LivePage page = LivePage.open(options, rights, logging.view(Progress.QUIET))) {
      shell.out().println(READY + page.url());
      shell.out().flush();
      logging.log().ifPresent(events -> events.write(serving(URI.create(page.url()))));
      end.await();
    }
    return ExitCode.OK.code();
  }

  /** Tells where the page is, but not the token that may be in its address. */
  private static LogEvent serving(URI page) {
    return new LogEvent(LogLevel.INFO, "page-served", "The page is served.")
        .with("server.address", String.valueOf(page.getHost()))
        .with("server.port", (long) page.getPort());
  }

  /** Returns the history: beside the runs, unless it is named. */
  private Place place() throws HistoryException {
    boolean named = history.history.isPresent() || HistoryOption.variable(shell).isPresent();
    return named ? history.place(shell) : Place.of(runs.resolve("history.db").toString());
  }

  private WebOptions options() {
    listening.check(command.commandLine());
    Optional<String> given = token.or(() -> Optional.ofNullable(shell.environment().get(TOKEN)));
    given
        .filter(text -> text.length() < WebOptions.TOKEN_LENGTH_MIN)
        .ifPresent(text -> {
          throw wrong(
              "--token must have at least "
                  + WebOptions.TOKEN_LENGTH_MIN
                  + " characters, got: "
                  + text.length());
        });
    Optional<String> needed =
        given.or(
            () -> WebOptions.isLoopback(listening.host) ? Optional.empty() : Optional.of(made()));
    Optional<WebOptions.Tls> certificate =
        listening.tls.isEmpty()
            ? Optional.empty()
            : Optional.of(new WebOptions.Tls(listening.tls.getFirst(), listening.tls.getLast()));
    return new WebOptions(
        listening.host, listening.port, needed, certificate, runs, Set.copyOf(names));
  }

  private static String made() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
