package dev.loadstone.benchmarks.watcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Watches a run until it is over. Arguments: the address of its metrics or {@code -}, that of its
 * events or {@code -}, and how many viewers there are. Prints how often the metrics were had, and
 * of how many seconds the viewer that was told least was told.
 */
public final class Main {
  /** <b>Source:</b> what Prometheus 2.42 asks for. */
  private static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0,"
          + "application/openmetrics-text;version=0.0.1;q=0.75,"
          + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long POLL_NANOS = 20_000_000L;
  private static final long START_MAX_NANOS = 30 * SECOND_NANOS;
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Main() {}

  /** Runs it. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Main watcher = new Main();
    List<Future<Long>> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      if (!arguments[1].equals("-")) {
        URI events = URI.create(arguments[1]);
        watcher.await(events.resolve("/api/status"));
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
          told.add(threads.submit(() -> watcher.look(events)));
        }
      }
      if (!arguments[0].equals("-")) {
        URI metrics = URI.create(arguments[0]);
        watcher.await(metrics);
        System.out.println("scrapes " + watcher.scrape(metrics));
      }
      long least = Long.MAX_VALUE;
      for (Future<Long> viewer : told) {
        least = Math.min(least, viewer.get());
      }
      if (!told.isEmpty()) {
        System.out.println("intervals " + least);
      }
    }
  }

  /** Waits until somebody answers there. */
  private void await(URI address) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_MAX_NANOS;
    while (!answers(HttpRequest.newBuilder(address).build())) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("nobody answers at " + address);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean answers(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException refused) {
      return false;
    }
  }

  /** Asks each second until nobody answers any more, and returns how often somebody did. */
  private long scrape(URI metrics) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(metrics)
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", "gzip")
            .build();
    long scrapes = 0;
    long next = System.nanoTime();
    while (answers(request)) {
      scrapes++;
      next += SECOND_NANOS;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    return scrapes;
  }

  /** Reads events until there are no more, and returns of how many seconds they told. */
  private long look(URI events) throws IOException, InterruptedException {
    AtomicLong intervals = new AtomicLong();
    HttpResponse<Stream<String>> answer =
        client.send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      lines.filter("event: interval"::equals).forEach(line -> intervals.incrementAndGet());
    } catch (UncheckedIOException over) {
      // the run may end in the midst of an event
    }
    return intervals.get();
  }
}
