package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the machine that tests may use if it is there. */
record Tool(Path file) {
  /** What it said, both ways together, and how it ended. */
  record Answer(int code, String text) {}

  /**
   * Returns the program; where it is not, the test is skipped with the reason, or fails in
   * continuous integration.
   */
  static Tool needed(String name) {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String reason = name + " is not on the path";
      assertThat(System.getenv("LOADSTONE_CI")).as(reason).isNotEqualTo("true");
      Assumptions.abort(reason);
    }
    return new Tool(found.orElseThrow());
  }

  /** Runs it to its end, in a folder, with a text as its standard input. */
  Answer run(Path folder, String input, String... args) throws IOException, InterruptedException {
    Process process = start(folder, ProcessBuilder.Redirect.PIPE, args);
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(file + " did not end");
    }
    return new Answer(process.exitValue(), text);
  }

  /** Starts it; it must be ended by the caller. */
  Process start(Path folder, ProcessBuilder.Redirect out, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(out)
        .start();
  }
}
