package dev.loadstone.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LiveViewTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String END_OF_FRAME = "\u001b[J";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LiveView view =
      new LiveView(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, () -> 80);

  @Test
  void interval_warmUp_isShown() {
    view.started(start());
    view.interval(interval(0, "warm-up", 20_000_000, 2));

    assertThat(lastFrame())
        .containsExactly(
            "██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  25 %  warm-up  0:03 left",
            "offered 10/s   started 10/s   done 9/s   in flight 3   failed 2",
            "response time        p50       p95       p99",
            "last second      20.0 ms   20.0 ms   20.0 ms",
            "whole run        20.0 ms   20.0 ms   20.0 ms",
            "errors  server_error 2");
  }

  @Test
  void interval_firstAfterWarmUp_forgetsTheWarmUp() {
    view.started(start());
    view.interval(interval(0, "warm-up", 20_000_000, 2));
    view.interval(interval(1, "steady", 50_000_000, 0));

    assertThat(lastFrame())
        .contains("whole run        50.0 ms   50.0 ms   50.0 ms")
        .contains("offered 10/s   started 10/s   done 9/s   in flight 3   failed 0")
        .noneMatch(line -> line.startsWith("errors"));
  }

  @Test
  void note_whileRunning_isInTheNextFrame() {
    view.started(start());
    view.note("Interrupted.");
    view.interval(interval(0, "warm-up", 20_000_000, 0));

    assertThat(lastFrame()).endsWith("Interrupted.");
  }

  @Test
  void ended_always_givesTheCursorBack() {
    view.started(start());
    assertThat(text()).contains("\u001b[?25l").doesNotContain("\u001b[?25h");

    view.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", SECOND, List.of()));

    assertThat(text()).endsWith("\u001b[J\u001b[?25h");
  }

  @Test
  void lines_always_fitTheTerminal() {
    LiveView narrow =
        new LiveView(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, () -> 30);
    narrow.started(start());
    narrow.interval(interval(0, "warm-up", 20_000_000, 2));

    assertThat(lastFrame()).allMatch(line -> line.length() < 30);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private List<String> lastFrame() {
    String[] frames = text().split(java.util.regex.Pattern.quote(END_OF_FRAME), -1);
    return frames[frames.length - 2]
        .replaceAll("\u001b\\[[?0-9]*[A-Za-z]", "")
        .replace("\r", "")
        .lines()
        .toList();
  }

  private static RunStart start() {
    return new RunStart(
        "chat",
        "",
        Instant.EPOCH,
        "",
        "",
        Map.of(),
        42,
        "open",
        SECOND,
        3 * SECOND,
        List.of(
            new PhaseWindow("warm-up", 0, SECOND + 1, 10, 10, true),
            new PhaseWindow("steady", SECOND, 4 * SECOND, 10, 10, true)),
        List.of(),
        Optional.empty(),
        List.of("chat"));
  }

  private static IntervalSnapshot interval(int index, String phase, long nanos, long failed) {
    Histogram times = Histograms.empty();
    times.recordValueWithCount(nanos, 10);
    Tags tags = Tags.of(Tag.PHASE, phase);
    Tags errors = tags.with(Tag.OUTCOME, "failed").with(Tag.ERROR, "server_error");
    Map<CounterKey, Long> counters = new java.util.HashMap<>();
    counters.put(new CounterKey(CounterKey.OFFERED, tags), 10L);
    counters.put(new CounterKey(CounterKey.STARTED, tags), 10L);
    counters.put(new CounterKey(CounterKey.ITERATIONS, tags.with(Tag.OUTCOME, "ok")), 9L);
    if (failed > 0) {
      counters.put(new CounterKey(CounterKey.OPERATIONS, errors), failed);
    }
    return new IntervalSnapshot(
        index,
        index * SECOND,
        (index + 1) * SECOND,
        Map.of(new SeriesKey(Measure.RESPONSE_TIME, tags), times),
        counters,
        3,
        0,
        5,
        GeneratorSample.UNKNOWN);
  }
}
