package dev.loadstone.connectors.exec;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs. */
final class ExecClient implements StepClient {
  private static final List<String> GOOD = List.of("0");

  @Override
  public StepResult call(StepCall call) throws StepException, InterruptedException {
    StepArguments arguments = call.arguments();
    Program program = started(arguments);
    call.onCancel(program::killTree);
    Output out = Output.of(program.stdout());
    Output err = Output.of(program.stderr());
    byte[] input = arguments.text("stdin").orElse("").getBytes(StandardCharsets.UTF_8);
    feed(program, input);
    Program.Exit exit;
    try {
      exit = program.await();
      out.await();
      err.await();
    } finally {
      program.killTree();
    }
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("exit_code", exit.code());
    value.put("stdout", out.text());
    value.put("stderr", err.text());
    exit.usage().ifPresent(usage -> tell(usage, call, value));
    List<String> good = arguments.has("exitCode") ? arguments.texts("exitCode") : GOOD;
    if (!good.contains(String.valueOf(exit.code()))) {
      throw new StepException(
          ErrorClass.CHECK,
          "exit code " + exit.code() + ", must be " + String.join(" or ", good),
          err.text().isEmpty() ? out.text() : err.text());
    }
    return new StepResult(value, input.length, out.bytes() + err.bytes());
  }

  private static void tell(Program.Usage usage, StepCall call, Map<String, Object> value) {
    call.time(Measure.USER_TIME, usage.userNanos());
    call.time(Measure.SYSTEM_TIME, usage.systemNanos());
    value.put("user_time", usage.userNanos() / 1e9);
    value.put("system_time", usage.systemNanos() / 1e9);
    usage.peakRssBytes().ifPresent(peak -> value.put("peak_rss", peak));
  }

  private static Program started(StepArguments arguments) throws StepException {
    Command command =
        new Command(
            arguments.texts("exec"), arguments.entries("env"), arguments.text("dir").map(Path::of));
    try {
      Optional<LinuxCalls> calls = LinuxCalls.available();
      return calls.isPresent()
          ? LinuxProgram.start(calls.get(), command)
          : JavaProgram.start(command);
    } catch (IOException impossible) {
      throw new StepException(ErrorClass.SCRIPT, String.valueOf(impossible.getMessage()));
    }
  }

  private static void feed(Program program, byte[] input) {
    try (OutputStream stdin = program.stdin()) {
      stdin.write(input);
    } catch (IOException unread) {
      // a program need not read what it is given
    }
  }

  @Override
  public void close() {
    // every process ends with its operation
  }
}
