package dev.loadstone.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** A running EVM node: Foundry's anvil, by npm. */
final class AnvilNode implements AutoCloseable {
  private static final String PROGRAM = "anvil-linux-amd64/bin/anvil";
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
    Path program = NodeProject.install("anvil").installed("@foundry-rs", PROGRAM);
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
