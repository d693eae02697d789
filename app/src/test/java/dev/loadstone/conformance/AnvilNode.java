package dev.loadstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A running EVM node: Foundry's anvil, by npm. */
final class AnvilNode implements AutoCloseable {
  private static final Path SOURCE = Path.of("src", "test", "npm", "anvil");
  private static final Path INSTALLED = Path.of("target", "npm", "anvil");
  private static final Path PROGRAM =
      Path.of("node_modules", "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
  private static final int INSTALL_SECONDS = 180;
  private static final int TRIES = 200;

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private AnvilNode(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a node with a block every 400 ms; where it cannot be installed the test is skipped, or
   * fails in continuous integration.
   */
  static AnvilNode start(int accounts) throws IOException, InterruptedException {
    Path program = INSTALLED.resolve(PROGRAM);
    if (!Files.isExecutable(program)) {
      install();
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command =
        List.of(
            program.toAbsolutePath().toString(),
            "--port=" + port,
            "--silent",
            "--chain-id=1328",
            "--block-time=0.4",
            "--prune-history",
            "--accounts=" + accounts);
    AnvilNode node = new AnvilNode(quiet(command).start(), port);
    node.awaitAnswer();
    return node;
  }

  private static ProcessBuilder quiet(List<String> command) {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static void install() throws InterruptedException {
    try {
      Files.createDirectories(INSTALLED);
      for (String file : List.of("package.json", "package-lock.json")) {
        Files.copy(
            SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Process npm =
          quiet(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
              .directory(INSTALLED.toFile())
              .start();
      if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        skip("npm could not install anvil");
      }
    } catch (IOException absent) {
      skip("npm cannot be run: " + absent.getMessage());
    }
  }

  private static void skip(String reason) {
    assertThat(System.getenv("LOADSTONE_CI")).as(reason).isNotEqualTo("true");
    Assumptions.abort(reason);
  }

  private void awaitAnswer() throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try {
        if (call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}").contains("0x530")) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    close();
    throw new AssertionError("anvil does not answer");
  }

  /** Returns the answer to a request. */
  String call(String request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request))
                .build(),
            BodyHandlers.ofString());
    return response.body();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
