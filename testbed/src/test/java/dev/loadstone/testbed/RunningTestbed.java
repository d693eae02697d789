package dev.loadstone.testbed;

import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Predicate;

/** A testbed on a free port with a client for it. */
final class RunningTestbed implements AutoCloseable {
  private final TestbedServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RunningTestbed(String truth) {
    server =
        TestbedServer.start(
            TestbedOptions.DEFAULTS.eventLoops(2).truth(Truth.parse("truth.yaml", truth)));
  }

  TestbedServer server() {
    return server;
  }

  HttpClient client() {
    return client;
  }

  RawClient raw() throws IOException {
    return new RawClient(server.port());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path).method(method, BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  /**
   * Reads the ledger until it is as it must become; a test that waits in vain ends by its timeout.
   */
  LedgerSnapshot ledgerWhen(Predicate<LedgerSnapshot> becomes) {
    LedgerSnapshot ledger = server.ledger();
    while (!becomes.test(ledger)) {
      Thread.onSpinWait();
      ledger = server.ledger();
    }
    return ledger;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
