package dev.loadstone.benchmarks.server;

import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.Ports;
import dev.loadstone.benchmarks.process.ProcessFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Loadstone's testbed, answering at once but for the last second of every five. */
public final class FreezingTestbed implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private final Child child;
  private final int port;

  private FreezingTestbed(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param loadstone the launcher
   * @param directory for its files
   * @param processor on which it runs
   * @throws IOException if its truth cannot be written
   * @throws ProcessFailure if it does not start
   */
  public static FreezingTestbed start(Path loadstone, Path directory, int processor)
      throws IOException {
    int port = Ports.free();
    Path truth = directory.resolve("truth.yaml");
    Files.writeString(truth, "freeze: {every: 5s, for: 1s}\n");
    List<String> command =
        List.of(
            loadstone.toString(),
            "testbed",
            "--loops",
            "1",
            "--port",
            String.valueOf(port),
            "--truth",
            truth.toString());
    Child child =
        Child.start(Child.pinned(processor, command), Map.of(), directory.resolve("testbed"));
    try {
      Ports.await(port, child, START_MAX);
    } catch (ProcessFailure failure) {
      child.close();
      throw new ProcessFailure("testbed: " + failure.getMessage());
    }
    return new FreezingTestbed(child, port);
  }

  /** Returns the address that is loaded. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/api/v1/agents");
  }

  @Override
  public void close() {
    child.close();
  }
}
