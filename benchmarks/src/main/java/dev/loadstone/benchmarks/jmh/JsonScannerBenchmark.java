package dev.loadstone.benchmarks.jmh;

import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.engine.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Finding one value in a JSON body of 128 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonScannerBenchmark {
  private static final byte[] BODY =
      """
      {"status":"ok","session":{"id":"session-4711","user":17},"items":[1,2,3,{"token":"abc"}],\
      "message":"It is on its way","id":"0123456"}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private final JsonScanner scanner = new JsonScanner();
  private final JsonScanner.Path first = path("$.status", new JsonPath.Member("status"));
  private final JsonScanner.Path last = path("$.id", new JsonPath.Member("id"));
  private final JsonScanner.Path nested =
      path(
          "$.items[3].token",
          new JsonPath.Member("items"),
          new JsonPath.Element(3),
          new JsonPath.Member("token"));
  private int length;
  private final JsonScanner.Visitor visitor =
      (source, from, to, string) -> {
        length = to - from;
        return true;
      };

  private static JsonScanner.Path path(String text, JsonPath.Segment... segments) {
    return new JsonScanner.Path(new JsonPath(text, List.of(segments)));
  }

  private int find(JsonScanner.Path path) {
    scanner.find(BODY, BODY.length, path, visitor);
    return length;
  }

  /** Finds the first member. */
  @Benchmark
  public int find_firstMember() {
    return find(first);
  }

  /** Finds the last member. */
  @Benchmark
  public int find_lastMember() {
    return find(last);
  }

  /** Finds a member of an element of an array. */
  @Benchmark
  public int find_nested() {
    return find(nested);
  }
}
