package dev.loadstone.monitor.prometheus;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.Types;
import dev.loadstone.monitor.reading.ProbeOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code prometheus}: chosen series of a page of metrics. */
public final class PrometheusKind implements ProbeKind {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Creates the kind. */
  public PrometheusKind() {}

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public Shape shape() {
    return Shape.of("prometheus")
        .requiring("prometheus", Types.TEXT, "The URL of a page of metrics.")
        .requiring(
            "series",
            new MapOf(Types.TEXT),
            "Names of series, each with its metric and labels, such as"
                + " buys: 'http_requests_total{path=\"/buy\"}'.")
        .with("headers", new MapOf(Types.TEXT), "Headers of the request.")
        .with("timeout", Types.DURATION, "For how long an answer is awaited; 5s if left out.");
  }

  @Override
  public void check(StepArguments options) {
    uri(options);
    selectors(options);
    timeout(options);
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    List<ProbeSeries> series = new ArrayList<>();
    selectors(options)
        .forEach((name, selector) ->
            series.add(new ProbeSeries(name, selector.unit(), selector.text().strip() + ".")));
    return series;
  }

  private static URI uri(StepArguments options) {
    String text = options.text("prometheus").orElse("").strip();
    try {
      URI uri = new URI(text);
      boolean web = List.of("http", "https").contains(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException wrong) {
      // Told below.
    }
    throw new InvalidArgumentException(
        "prometheus",
        "must be an http or https URL without a user, got: " + text,
        "Write prometheus: http://127.0.0.1:8080/metrics; who asks goes into headers.");
  }

  private static Map<String, Selector> selectors(StepArguments options) {
    return ProbeOptions.series(
        options, PrometheusKind::selector, "{buys: 'http_requests_total{path=\"/buy\"}'}");
  }

  private static Selector selector(String name, String text) {
    try {
      return Selector.parse(text);
    } catch (InvalidTextException wrong) {
      throw new InvalidArgumentException("series." + name, wrong.problem(), wrong.fix());
    }
  }

  private static Duration timeout(StepArguments options) {
    return ProbeOptions.positive(options, "timeout").orElse(TIMEOUT);
  }

  private static MetricsPage page(StepArguments options) {
    try {
      return new MetricsPage(uri(options), options.entries("headers"), timeout(options));
    } catch (InvalidArgumentException known) {
      throw known;
    } catch (IllegalArgumentException refused) {
      throw new InvalidArgumentException(
          "headers", "must be headers that can be sent: " + refused.getMessage(), "");
    }
  }

  /**
   * Returns a probe.
   *
   * @throws ProbeException if the page cannot be had, or has none of the metrics
   */
  @Override
  public Probe open(StepArguments options) throws ProbeException, InterruptedException {
    MetricsPage page = page(options);
    PrometheusProbe probe = new PrometheusProbe(page, selectors(options), System::nanoTime);
    try {
      probe.requireAny();
    } catch (ProbeException nothing) {
      probe.close();
      throw nothing;
    }
    return probe;
  }
}
