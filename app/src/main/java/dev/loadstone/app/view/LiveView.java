package dev.loadstone.app.view;

import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A picture of the run that is redrawn after every interval, so about once a second. */
final class LiveView implements RunView {
  private static final double NANOS = 1e9;
  private static final int BAR_MAX = 40;
  private static final int ERRORS_SHOWN = 4;
  private static final String RED = "31";
  private static final String BOLD = "1";
  private static final String DIM = "2";

  private final Screen screen;
  private final boolean colour;
  private final IntSupplier widthOfTerminal;
  private final LiveFigures figures = new LiveFigures();
  private @Nullable RunStart start;
  private int width;
  private volatile String note = "";

  /**
   * Creates a view.
   *
   * @param widthOfTerminal asked once, at the start
   */
  LiveView(PrintStream err, boolean colour, IntSupplier widthOfTerminal) {
    this.screen = new Screen(err);
    this.colour = colour;
    this.widthOfTerminal = widthOfTerminal;
  }

  @Override
  public void started(RunStart run) {
    start = run;
    width = widthOfTerminal.getAsInt();
    screen.print(cut(Headline.of(run)));
    screen.draw(lines(run));
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    if (start != null) {
      figures.add(interval);
      screen.draw(lines(start));
    }
  }

  @Override
  public void failure(FailureSample sample) {}

  @Override
  public void ended(RunEnd end) {
    screen.clear();
  }

  @Override
  public void note(String sentence) {
    note = sentence;
  }

  private List<String> lines(RunStart run) {
    List<String> lines = new ArrayList<>();
    lines.add(bar(run));
    lines.add(rates(run));
    lines.add(
        ink(
            DIM,
            cut(
                String.format(
                    Locale.ROOT, "%-14s%10s%10s%10s", "response time", "p50", "p95", "p99"))));
    lines.add(times("last second", figures.last()));
    lines.add(times("whole run", figures.whole()));
    if (!figures.errors().isEmpty()) {
      lines.add(ink(RED, cut(errors())));
    }
    if (!note.isEmpty()) {
      lines.add(ink(BOLD, cut(note)));
    }
    return lines;
  }

  private String bar(RunStart run) {
    double total = (run.warmUpNanos() + run.durationNanos()) / NANOS;
    double at = figures.atNanos() / NANOS;
    double share = total <= 0 ? 1 : Math.min(1, at / total);
    String words =
        String.format(Locale.ROOT, " %3.0f %%  %s  %s", share * 100, phase(run), left(total - at));
    int size = Math.clamp(width - words.length() - 1L, 0, BAR_MAX);
    int full = (int) Math.round(share * size);
    return cut("█".repeat(full) + "░".repeat(size - full) + words);
  }

  private String phase(RunStart run) {
    long now = figures.atNanos();
    return run.phases().stream()
        .filter(phase -> now >= phase.startNanos() && now < phase.endNanos())
        .map(PhaseWindow::name)
        .findFirst()
        .orElse("drain");
  }

  private static String left(double seconds) {
    long whole = Math.round(seconds);
    return whole <= 0
        ? "waiting for what is under way"
        : String.format(Locale.ROOT, "%d:%02d left", whole / 60, whole % 60);
  }

  private String rates(RunStart run) {
    boolean closed = run.model().equals("closed");
    String asked =
        closed
            ? "users " + count(figures.users())
            : "offered " + Rates.human(figures.offeredRate());
    String line =
        asked
            + "   started "
            + Rates.human(figures.startedRate())
            + "   done "
            + Rates.human(figures.doneRate())
            + "   in flight "
            + count(figures.inFlight())
            + "   failed "
            + count(figures.failedOperations());
    return cut(line);
  }

  private String times(String name, Histogram histogram) {
    return cut(
        String.format(
            Locale.ROOT,
            "%-14s%10s%10s%10s",
            name,
            percentile(histogram, 50),
            percentile(histogram, 95),
            percentile(histogram, 99)));
  }

  private static String percentile(Histogram histogram, double percentile) {
    return Durations.human(
        histogram.getTotalCount() == 0
            ? Double.NaN
            : histogram.getValueAtPercentile(percentile) / NANOS);
  }

  private String errors() {
    return "errors  "
        + figures.errors().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(ERRORS_SHOWN)
            .map(error -> error.getKey() + " " + count(error.getValue()))
            .collect(Collectors.joining("   "));
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private String cut(String line) {
    return line.length() < width ? line : line.substring(0, Math.max(0, width - 1));
  }

  private String ink(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
