package dev.loadstone.connectors.exec;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepResult;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs programs. */
final class ExecClient implements StepClient {
  private static final List<String> GOOD = List.of("0");

  @Override
  public StepResult call(StepCall call) throws StepException, IOException, InterruptedException {
    StepArguments arguments = call.arguments();
    Process process = started(arguments);
    call.onCancel(() -> killTree(process));
    Output out = Output.of(process.getInputStream());
    Output err = Output.of(process.getErrorStream());
    byte[] input = arguments.text("stdin").orElse("").getBytes(StandardCharsets.UTF_8);
    feed(process, input);
    int code;
    try {
      code = process.waitFor();
      out.await();
      err.await();
    } finally {
      killTree(process);
    }
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("exit_code", code);
    value.put("stdout", out.text());
    value.put("stderr", err.text());
    List<String> good = arguments.has("exitCode") ? arguments.texts("exitCode") : GOOD;
    if (!good.contains(String.valueOf(code))) {
      throw new StepException(
          ErrorClass.CHECK,
          "exit code " + code + ", must be " + String.join(" or ", good),
          err.text().isEmpty() ? out.text() : err.text());
    }
    return new StepResult(value, input.length, out.bytes() + err.bytes());
  }

  private static Process started(StepArguments arguments) throws StepException {
    ProcessBuilder builder = new ProcessBuilder(arguments.texts("exec"));
    builder.environment().putAll(arguments.entries("env"));
    arguments.text("dir").map(File::new).ifPresent(builder::directory);
    try {
      return builder.start();
    } catch (IOException impossible) {
      throw new StepException(ErrorClass.SCRIPT, String.valueOf(impossible.getMessage()));
    }
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException unread) {
      // a program need not read what it is given
    }
  }

  /** Kills a process with everything that it has started and not left. */
  private static void killTree(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    // every process ends with its operation
  }
}
