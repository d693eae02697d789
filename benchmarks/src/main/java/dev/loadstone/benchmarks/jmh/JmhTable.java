package dev.loadstone.benchmarks.jmh;

import dev.loadstone.benchmarks.table.Markdown;
import java.util.Collection;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH measured, as a table: time and allocation of one operation. */
public final class JmhTable {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private JmhTable() {}

  /** Returns the table; ends with a line feed. */
  public static String text(Collection<RunResult> results) {
    Markdown table = new Markdown("operation", "ns/op", "± (99.9 %)", "B/op");
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
      table.row(
          name(result),
          Markdown.number(time.getScore()),
          Markdown.number(time.getScoreError()),
          allocation == null ? "–" : bytes(allocation.getScore()));
    }
    return table.text();
  }

  /** Returns {@code Class.method}, and its parameters in brackets. */
  private static String name(RunResult result) {
    String[] parts = result.getParams().getBenchmark().split("\\.", -1);
    String method = parts[parts.length - 1];
    String type = parts[parts.length - 2].replaceAll("Benchmark$", "");
    String parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> key + " " + result.getParams().getParam(key))
            .collect(Collectors.joining(", "));
    return type + "." + method + (parameters.isEmpty() ? "" : " (" + parameters + ")");
  }

  /** Returns bytes per operation; what is below a hundredth comes from the measuring itself. */
  static String bytes(double value) {
    return value < 0.01 ? "0" : Markdown.number(value);
  }
}
