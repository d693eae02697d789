package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.history.HistoryException;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.testbed.TestbedStartException;
import dev.loadstone.web.WebStartException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what went wrong, and gives the code that goes with it. */
record Failures(Shell shell, BooleanSupplier stacktrace)
    implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String PREFIX = "loadstone: ";

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    return told(wrong, wrong.getCommandLine(), failures -> failures.misused(wrong)).code();
  }

  private ExitCode misused(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      tell(unmatched, command);
    } else {
      tell(wrong.getMessage());
    }
    shell.err().println("Try " + command.getCommandSpec().qualifiedName() + " --help.");
    return ExitCode.USAGE;
  }

  private void tell(UnmatchedArgumentException unmatched, CommandLine command) {
    if (command.getParent() == null && !unmatched.isUnknownOption()) {
      String word = unmatched.getUnmatched().getFirst();
      tell("unknown command: " + word);
      shell.err().println(Suggestions.fix(word, visibleCommands(command)));
      return;
    }
    tell(unmatched.getMessage());
    List<String> suggestions = unmatched.getSuggestions();
    if (!suggestions.isEmpty()) {
      shell.err().println("Did you mean " + String.join(" or ", suggestions) + "?");
    }
  }

  private static List<String> visibleCommands(CommandLine root) {
    return root.getSubcommands().entrySet().stream()
        .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return told(failure, command, failures -> failures.tell(failure)).code();
  }

  /** Tells of a failure where the command tells of things: to a person, a log, or both. */
  private ExitCode told(Exception failure, CommandLine command, Function<Failures, ExitCode> way) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ExitCode code = way.apply(new Failures(shell.withErr(bytes), stacktrace));
    String words = bytes.toString(StandardCharsets.UTF_8);
    LogOutput logging = LogOutput.of(command, shell);
    logging.log().ifPresent(log -> log.failed(failure, words));
    if (!logging.instead()) {
      shell.err().print(words);
      if (stacktrace.getAsBoolean() && !(failure instanceof ParameterException)) {
        failure.printStackTrace(shell.err());
      }
    }
    return code;
  }

  private ExitCode tell(Exception failure) {
    switch (failure) {
      case InvalidInputException invalid ->
          shell.err().print(ProblemText.lines(invalid.problems()));
      case UnreachableException unreachable -> {
        tell(unreachable.getMessage());
        return ExitCode.UNREACHABLE;
      }
      case InterruptedException interrupted -> {
        tell("interrupted");
        return ExitCode.INTERRUPTED;
      }
      case RunDirectoryException directory -> tell(directory.getMessage());
      case HistoryException history -> tell(history.getMessage());
      case WebStartException page -> tell(page.getMessage());
      case TestbedStartException testbed -> tell(testbed.getMessage());
      default -> {
        tell("internal error: " + describe(failure));
        if (!stacktrace.getAsBoolean()) {
          shell.err().println("Run it again with --stacktrace, and report what it prints.");
        }
        return ExitCode.INTERNAL;
      }
    }
    return ExitCode.USAGE;
  }

  private static String describe(Exception failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private void tell(@Nullable String message) {
    shell.err().println(PREFIX + message);
  }
}
