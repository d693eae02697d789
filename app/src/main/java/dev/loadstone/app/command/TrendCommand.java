package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.history.HistoryJson;
import dev.loadstone.app.history.TrendChart;
import dev.loadstone.app.history.TrendText;
import dev.loadstone.app.history.TrendView;
import dev.loadstone.core.change.WindowedEnergy;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.history.Filter;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.TrendSeries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a figure over the runs of a history. */
@Command(
    name = "trend",
    description = {
      "Show a figure over the runs of a history, and where it changed.",
      "",
      "Runs whose verdict is invalid are left out.",
    },
    footer = {
      "%nExamples:",
      "  loadstone trend response_time.p95 --plan chat-mixed",
      "  loadstone trend 'response_time{step=chat}.p99' --branch main --format md",
      "  loadstone trend error_ratio --format html --out trend.html",
    })
final class TrendCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "MEASURE",
      description = "Which figure, as plans name it: response_time.p95, error_ratio.")
  String measure = "";

  @Mixin HistoryOption where = new HistoryOption();

  @Mixin FilterOptions which = new FilterOptions();

  /** How changes are looked for. The names are what a person types. */
  enum Method {
    loadstone,
    otava
  }

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "How to look for changes: ${COMPLETION-CANDIDATES}. otava is Apache Otava's, with its"
              + " defaults. Default: ${DEFAULT-VALUE}.")
  Method method = Method.loadstone;

  /** How to tell a trend. The names are what a person types. */
  enum Form {
    text,
    md,
    json,
    html
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to tell it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Form format = Form.text;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write it there instead of to the standard output.")
  Optional<Path> out = Optional.empty();

  TrendCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws HistoryException, IOException {
    Filter filter = which.filter(command.commandLine());
    try (History history = History.existing(where.place(shell))) {
      Optional<TrendSeries> found =
          history.trend(measure, filter).filter(series -> !series.points().isEmpty());
      if (found.isEmpty()) {
        throw unknown(history, filter);
      }
      List<String> plans = TrendView.plans(found.get());
      if (plans.size() > 1) {
        throw new HistoryException(
            "--plan must name one of "
                + String.join(", ", plans)
                + ": all of them have "
                + measure);
      }
      Optional<WindowedEnergy> otava =
          method == Method.otava ? Optional.of(WindowedEnergy.DEFAULT) : Optional.empty();
      TrendView view = TrendView.of(found.get(), plans.getFirst(), otava);
      byte[] told =
          switch (format) {
            case text -> TrendText.console(view).getBytes(StandardCharsets.UTF_8);
            case md -> TrendText.markdown(view).getBytes(StandardCharsets.UTF_8);
            case json -> HistoryJson.trend(view).getBytes(StandardCharsets.UTF_8);
            case html -> TrendChart.page(view, run -> Optional.empty());
          };
      if (out.isPresent()) {
        Files.write(out.get(), told);
      } else {
        shell.out().write(told);
      }
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }

  private HistoryException unknown(History history, Filter filter) throws HistoryException {
    List<String> names = history.figureNames(filter);
    return new HistoryException(
        "MEASURE must be a figure of the runs, got: "
            + measure
            + ". "
            + (names.isEmpty()
                ? "No run is like that: loadstone history lists them."
                : Suggestions.fix(measure, names)));
  }
}
