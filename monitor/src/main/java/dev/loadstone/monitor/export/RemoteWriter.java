package dev.loadstone.monitor.export;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Sends a run's metrics to a receiver of Prometheus' remote write, after every interval and at the
 * end, each at the instant of the interval's end. What is under way is not waited for: while one
 * request is answered slowly, the intervals meanwhile become one. A refusal is told once and costs
 * the run nothing; as all that counts is cumulative, only its resolution is lost.
 *
 * <p>An observer that must hear of the run after {@link RunMetrics}. Thread-safe.
 */
public final class RemoteWriter implements RunObserver, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final RunMetrics metrics;
  private final URI receiver;
  private final Map<String, String> labels;
  private final Consumer<String> note;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final SendingThread thread = new SendingThread("metrics-writer", this::write);
  private final AtomicBoolean refused = new AtomicBoolean();

  /**
   * Creates a sender.
   *
   * @param receiver an HTTP URL, for example {@code http://127.0.0.1:9090/api/v1/write}
   * @param instance the label {@code instance} of all series
   * @param note hears of the first refusal, a sentence
   */
  public RemoteWriter(RunMetrics metrics, URI receiver, String instance, Consumer<String> note) {
    this.metrics = metrics;
    this.receiver = receiver;
    this.labels = Map.of("job", "loadstone", "instance", instance);
    this.note = note;
  }

  @Override
  public void started(RunStart start) {}

  @Override
  public void interval(IntervalSnapshot interval) {
    thread.send();
  }

  @Override
  public void failure(FailureSample sample) {}

  @Override
  public void ended(RunEnd end) {
    thread.send();
  }

  private void write() {
    RunMetrics.Dated now = metrics.dated();
    byte[] body = WriteRequest.snappy(WriteRequest.of(now.metrics(), labels, now.millis()));
    HttpRequest request =
        HttpRequest.newBuilder(receiver)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .header("User-Agent", "loadstone")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    problem(request).ifPresent(this::tell);
  }

  private Optional<String> problem(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2
          ? Optional.empty()
          : Optional.of("status " + answer.statusCode() + " " + answer.body().strip());
    } catch (IOException unreachable) {
      return Optional.of(unreachable.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void tell(String problem) {
    if (refused.compareAndSet(false, true)) {
      note.accept("Metrics are not taken by " + ShownUrl.of(receiver) + ": " + problem);
    }
  }

  /** Sends what is left, for as long as two requests may take. */
  @Override
  public void close() {
    thread.finish(TIMEOUT.multipliedBy(2));
    client.shutdownNow();
  }
}
