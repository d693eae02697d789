package dev.loadstone.app.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Tells testbeds by HTTP what to do. */
final class Truthful implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> urls;

  /**
   * Creates it for testbeds.
   *
   * @param urls on which they serve, at least one; copied
   */
  Truthful(List<String> urls) {
    this.urls = List.copyOf(urls);
  }

  /**
   * Replaces what the testbeds are told to do, all of them the same: everything about them begins
   * anew.
   *
   * @param truth YAML or JSON that is right
   * @throws IOException if a testbed cannot be told, or does not take it
   * @throws InterruptedException if the thread is interrupted
   */
  void tell(String truth) throws IOException, InterruptedException {
    for (String url : urls) {
      tell(truth, URI.create(url + "/_truth?instances=" + urls.size()));
    }
  }

  private void tell(String truth, URI place) throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(place)
            .timeout(TIMEOUT)
            .PUT(HttpRequest.BodyPublishers.ofString(truth))
            .build();
    HttpResponse<String> answer = client.send(put, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException("the testbed does not take its truth: " + answer.body());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
