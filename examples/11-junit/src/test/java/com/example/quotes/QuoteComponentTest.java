package com.example.quotes;

import static dev.loadstone.junit.LoadAssertions.assertThat;
import static java.time.Duration.ofMillis;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.engine.benchmark.Benchmark;
import dev.loadstone.junit.ComponentBenchmark;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

class QuoteComponentTest {
  /** One call of the code, without the service around it: samples of a thousand calls each. */
  Benchmark quote() {
    return Benchmark.of("quote", QuoteServer::quote)
        .warmUp(100)
        .samples(2_000)
        .callsPerSample(1_000)
        .target(Figure.P95, 0.001)
        .target(Figure.SUCCESS_RATIO, 1);
  }

  /** The benchmark is judged by its own targets. */
  @ComponentBenchmark(benchmarkMethod = "quote")
  void quote_always_isQuick() {}

  /** One request at a time, by the JDK's client. */
  Benchmark request() throws IOException {
    QuoteServer quotes = new QuoteServer();
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(quotes.url() + "/quote")).build();
    return Benchmark.of("request", () -> client.send(request, BodyHandlers.ofString()).body())
        .warmUp(500)
        .samples(2_000)
        .teardown(() -> {
          client.close();
          quotes.close();
        });
  }

  /** The same, and assertions on what it found. */
  @ComponentBenchmark(benchmarkMethod = "request")
  void request_oneAtATime_takesMilliseconds(BenchmarkReport report) {
    assertThat(report)
        .meets("request", Figure.MEDIAN, ofMillis(100))
        .meets("request", Figure.SUCCESS_RATIO, 0.99);
  }
}
