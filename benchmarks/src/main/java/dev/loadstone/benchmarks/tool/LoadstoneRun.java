package dev.loadstone.benchmarks.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.ProcessFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run of Loadstone that goes on. */
public final class LoadstoneRun implements AutoCloseable {
  private static final double POLL_SECONDS = 0.02;

  private final Child child;
  private final Path directory;

  private LoadstoneRun(Child child, Path directory) {
    this.child = child;
    this.directory = directory;
  }

  /**
   * Starts a run.
   *
   * @param command the launcher and its arguments
   * @param environment variables to be added
   * @param log where its output goes, as for {@link Child#start}
   * @param directory the run directory that the command names
   * @throws ProcessFailure if it cannot be started
   */
  public static LoadstoneRun start(
      List<String> command, Map<String, String> environment, Path log, Path directory) {
    return new LoadstoneRun(Child.start(command, environment, log), directory);
  }

  /**
   * Waits until the load begins, and returns when that was.
   *
   * @throws IOException if it is not told
   * @throws ProcessFailure if it does not begin
   */
  public Instant begun() throws IOException {
    Path start = directory.resolve("run.json");
    while (!Files.exists(start) && child.reach(child.ageSeconds() + POLL_SECONDS)) {
      // the load begins a moment after this file is there
    }
    if (!Files.exists(start)) {
      throw new ProcessFailure("the run does not begin: " + child.lastWords());
    }
    return Instant.parse(new ObjectMapper().readTree(start.toFile()).path("started").asText());
  }

  /** Waits until an instant, or until the run has ended. */
  public void reach(Instant instant) {
    child.reach(child.ageSeconds() + Duration.between(Instant.now(), instant).toNanos() / 1e9);
  }

  /** Stops the process for a while, and has it go on. */
  public void suspend(Duration length) {
    child.suspend(length);
  }

  /**
   * Waits for the end, and returns the result.
   *
   * @param most how long to wait
   * @throws IOException if the result cannot be read
   * @throws ProcessFailure if the run does not end, or has no result
   */
  public JsonNode await(Duration most) throws IOException {
    if (!child.ended(most)) {
      throw new ProcessFailure("the run does not end");
    }
    Path result = directory.resolve("result.json");
    if (!Files.exists(result)) {
      throw new ProcessFailure("the run has no result: " + child.lastWords());
    }
    return new ObjectMapper().readTree(result.toFile());
  }

  /** Returns what it has written to its standard output. */
  public String output() {
    return child.output();
  }

  @Override
  public void close() {
    child.close();
  }
}
