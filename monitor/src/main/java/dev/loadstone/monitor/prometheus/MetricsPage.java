package dev.loadstone.monitor.prometheus;

import dev.loadstone.core.probe.ProbeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A page of metrics at a URL. */
final class MetricsPage implements AutoCloseable {
  /** The most bytes that a page may have. */
  private static final long BYTES_MAX = 64L << 20;

  private final String place;
  private final Duration timeout;
  private final HttpRequest request;
  private final HttpClient client;

  /**
   * Creates a page, without asking for it.
   *
   * @param headers of the request
   * @param timeout for a whole answer
   */
  MetricsPage(URI uri, Map<String, String> headers, Duration timeout) {
    // What stands behind the path may be a credential.
    this.place = uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    this.timeout = timeout;
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "text/plain;version=0.0.4");
    headers.forEach(builder::header);
    this.request = builder.build();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** Returns where it is, without what may be secret. */
  String place() {
    return place;
  }

  /**
   * Returns the text of the page.
   *
   * @throws ProbeException if it cannot be had
   */
  String text() throws ProbeException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new ProbeException(place + " answered with status " + response.statusCode());
      }
      return new String(response.body(), StandardCharsets.UTF_8);
    } catch (TimeoutException late) {
      throw new ProbeException(place + " did not answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw new ProbeException(place + " cannot be read: " + (cause == null ? failed : cause));
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
