package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.live.LivePage;
import dev.loadstone.app.view.Progress;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Place;
import dev.loadstone.web.WebOptions;
import java.io.IOException;
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
      "  loadstone serve --host 0.0.0.0 --tls server.pem,server.key --name load.example.com",
    })
final class ServeCommand implements Subcommand {
  static final String READY = "The page is at ";

  /** The variable that holds the token where no option does. */
  private static final String TOKEN = "LOADSTONE_TOKEN";

  private static final int TOKEN_BYTES = 16;

  private final Shell shell;

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

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, HistoryException {
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
        LivePage page = LivePage.open(options, rights, Progress.QUIET.view(shell))) {
      shell.out().println(READY + page.url());
      shell.out().flush();
      end.await();
    }
    return ExitCode.OK.code();
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
