package dev.loadstone.monitor.prometheus;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.monitor.prometheus.Selector.Function;
import dev.loadstone.monitor.reading.CounterRates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What some series of a page of metrics say. */
final class PrometheusProbe implements Probe {
  private final MetricsPage page;
  private final Map<String, Selector> selectors;
  private final Set<String> metrics;
  private final LongSupplier clock;
  private final CounterRates counters = new CounterRates();

  /**
   * Creates a probe.
   *
   * @param selectors by the names of the series
   * @param clock in nanoseconds
   */
  PrometheusProbe(MetricsPage page, Map<String, Selector> selectors, LongSupplier clock) {
    this.page = page;
    this.selectors = new LinkedHashMap<>(selectors);
    this.metrics = selectors.values().stream().map(Selector::metric).collect(Collectors.toSet());
    this.clock = clock;
  }

  /** Looks whether the page has any of the metrics. */
  void requireAny() throws ProbeException, InterruptedException {
    Set<String> there =
        page.text().lines().map(Sample::metric).collect(Collectors.toCollection(TreeSet::new));
    there.remove("");
    if (metrics.stream().noneMatch(there::contains)) {
      String wanted = String.join(", ", new TreeSet<>(metrics));
      String near =
          metrics.stream()
              .flatMap(metric -> Suggestions.nearest(metric, there).stream())
              .findFirst()
              .map(known -> "; it has " + known)
              .orElse("");
      throw new ProbeException(page.place() + " has no metric " + wanted + near);
    }
  }

  @Override
  public Map<String, Double> sample() throws ProbeException, InterruptedException {
    String text = page.text();
    return values(text, clock.getAsLong());
  }

  /**
   * Returns the values of the series.
   *
   * @param text of the page
   * @param now when it was had, in nanoseconds
   */
  Map<String, Double> values(String text, long now) {
    Map<String, Double> totals = new HashMap<>();
    Map<String, List<Double>> found = new HashMap<>();
    text.lines()
        .filter(this::isWanted)
        .flatMap(line -> Sample.parse(line).stream())
        .forEach(sample ->
            selectors.forEach((name, selector) -> {
              if (!selector.matches(sample)) {
                return;
              }
              if (selector.function() == Function.RATE) {
                totals.put(name + " " + sample.labels(), sample.value());
              } else {
                found.computeIfAbsent(name, any -> new ArrayList<>()).add(sample.value());
              }
            }));
    counters
        .rates(totals, now)
        .forEach((key, rate) ->
            found
                .computeIfAbsent(key.substring(0, key.indexOf(' ')), any -> new ArrayList<>())
                .add(rate));
    Map<String, Double> values = new HashMap<>();
    found.forEach((name, all) -> {
      Selector selector = selectors.get(name);
      if (selector != null) {
        selector.value(all).ifPresent(value -> values.put(name, value));
      }
    });
    return values;
  }

  private boolean isWanted(String line) {
    for (String metric : metrics) {
      if (line.startsWith(metric)) {
        return metrics.contains(Sample.metric(line));
      }
    }
    return false;
  }

  @Override
  public void close() {
    page.close();
  }
}
