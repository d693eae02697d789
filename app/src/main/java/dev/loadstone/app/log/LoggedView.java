package dev.loadstone.app.log;

import dev.loadstone.app.view.Headline;
import dev.loadstone.app.view.ProgressLines;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.result.LoadSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.engine.WatchedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes runs to a log, and shows them elsewhere, too. */
public final class LoggedView implements RunView {
  /** The field with the plan's name. */
  public static final String PLAN = "labels.plan";

  private static final double NANOS = 1e9;
  private static final String PHASE = "labels.phase";
  private static final String OUTCOME = "event.outcome";
  private static final String DRAIN = "drain";

  private final EventLog log;
  private final Optional<RunView> shown;
  private List<PhaseWindow> phases = List.of();
  private String phase = "";
  private @Nullable ProgressLines lines;

  /**
   * Creates a view.
   *
   * @param shown the other view; empty for none
   */
  public LoggedView(EventLog log, Optional<RunView> shown) {
    this.log = log;
    this.shown = shown;
  }

  @Override
  public void keptIn(Path directory) {
    shown.ifPresent(view -> view.keptIn(directory));
    log.aboutNothing();
    log.about("labels.run_id", String.valueOf(directory.getFileName()));
  }

  @Override
  public void began(WatchedRun run) {
    shown.ifPresent(view -> view.began(run));
  }

  @Override
  public void note(String sentence) {
    shown.ifPresent(view -> view.note(sentence));
    log.told(sentence);
  }

  @Override
  public void started(RunStart start) {
    shown.ifPresent(view -> view.started(start));
    lines = new ProgressLines(start);
    phases = start.phases();
    phase = "";
    log.about(PLAN, start.name());
    log.about("labels.plan_hash", start.planHash());
    log.write(
        new LogEvent(LogLevel.INFO, "run-started", Headline.of(start))
            .with(
                "loadstone.planned_seconds",
                (start.warmUpNanos() + start.durationNanos()) / NANOS));
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    shown.ifPresent(view -> view.interval(interval));
    String now = phaseOf(interval);
    if (!now.equals(phase)) {
      phase = now;
      log.about(PHASE, now);
      log.write(new LogEvent(LogLevel.INFO, "phase-began", "The phase " + now + " has begun."));
    }
    if (lines != null) {
      lines.after(interval).ifPresent(line -> progress(line, interval));
    }
  }

  private String phaseOf(IntervalSnapshot interval) {
    long middle = (interval.startNanos() + interval.endNanos()) / 2;
    return phases.stream()
        .filter(one -> middle >= one.startNanos() && middle < one.endNanos())
        .map(PhaseWindow::name)
        .findFirst()
        .orElse(DRAIN);
  }

  private static LogEvent progress(String line) {
    return new LogEvent(LogLevel.INFO, "progress", line.strip().replaceAll(" {2,}", "  "));
  }

  private void progress(String line, IntervalSnapshot interval) {
    log.write(
        progress(line)
            .with("loadstone.elapsed_seconds", interval.endNanos() / NANOS)
            .with("loadstone.in_flight", interval.inFlight())
            .with("loadstone.users", interval.users())
            .with("loadstone.connections", interval.connections()));
  }

  /** Neither request nor response is in the log: the run directory has them. */
  @Override
  public void failure(FailureSample sample) {
    shown.ifPresent(view -> view.failure(sample));
    log.write(
        new LogEvent(
                LogLevel.WARN,
                "operation-failed",
                "An operation of the step " + sample.step() + " failed: " + sample.message())
            .with("labels.scenario", sample.scenario())
            .with("labels.step", sample.step())
            .with(OUTCOME, "failure")
            .with("loadstone.elapsed_seconds", sample.atNanos() / NANOS)
            .with("loadstone.response_time_seconds", sample.responseTimeNanos() / NANOS)
            .with(new LogEvent.Wrong(sample.error().label(), sample.message(), "")));
  }

  @Override
  public void adjusted(Adjustment adjustment) {
    shown.ifPresent(view -> view.adjusted(adjustment));
    Warning changed =
        new Warning.LoadChanged(
            adjustment.atNanos() / NANOS, adjustment.from(), adjustment.to(), adjustment.open());
    log.write(new LogEvent(LogLevel.INFO, "load-changed", changed.message()));
  }

  @Override
  public void profiled(TakenProfile taken) {
    shown.ifPresent(view -> view.profiled(taken));
    if (taken.profile().isTaken()) { // one that could not be is among the warnings
      log.write(
          new LogEvent(
                  LogLevel.INFO,
                  "profile-taken",
                  "The profile " + taken.profile().name() + " was taken.")
              .with("loadstone.profile", taken.profile().page()));
    }
  }

  @Override
  public void ended(RunEnd end) {
    shown.ifPresent(view -> view.ended(end));
    if (lines != null) {
      lines.rest().ifPresent(line -> log.write(progress(line)));
    }
    end.driverFailures()
        .forEach(failure ->
            log.write(
                new LogEvent(LogLevel.ERROR, "generator-failed", "The generator failed: " + failure)
                    .with(new LogEvent.Wrong("driver_failure", failure, ""))));
    boolean completed = end.reason() == RunEnd.Reason.COMPLETED;
    String reason = end.reason().name().toLowerCase(Locale.ROOT);
    String message =
        completed
            ? "The load is over."
            : "The run was " + reason + (end.detail().isEmpty() ? "." : ": " + end.detail() + ".");
    log.write(
        new LogEvent(completed ? LogLevel.INFO : LogLevel.WARN, "load-ended", message)
            .with("labels.reason", reason)
            .with("loadstone.elapsed_seconds", end.atNanos() / NANOS));
    log.aboutNo(PHASE);
  }

  @Override
  public void judged(RunResult result) {
    shown.ifPresent(view -> view.judged(result));
    for (Warning warning : result.warnings()) {
      log.write(
          new LogEvent(LogLevel.WARN, "warning", warning.message())
              .with("event.code", warning.code()));
    }
    Verdict verdict = result.verdict();
    LogLevel level = level(verdict);
    result.reasons().forEach(reason -> log.write(new LogEvent(level, "reason", reason)));
    LoadSummary load = result.load();
    log.write(
        new LogEvent(level, "run-judged", "Verdict: " + verdict.label())
            .with(OUTCOME, outcome(verdict))
            .with("labels.verdict", verdict.label())
            .with("loadstone.measured_seconds", result.duration())
            .with("loadstone.operations", load.operations())
            .with("loadstone.failed_operations", load.failedOperations())
            .with("loadstone.offered_rate", load.offeredRate())
            .with("loadstone.achieved_rate", load.achievedRate()));
  }

  @Override
  public void refused(String plan, Exception why) {
    shown.ifPresent(view -> view.refused(plan, why));
    log.about(PLAN, plan);
    log.write(
        new LogEvent(LogLevel.ERROR, "run-refused", String.valueOf(why.getMessage()))
            .with(OUTCOME, "failure")
            .with(
                new LogEvent.Wrong(
                    why.getClass().getName(), String.valueOf(why.getMessage()), "")));
  }

  @Override
  public void over() {
    shown.ifPresent(RunView::over);
    log.aboutNothing();
  }

  private static LogLevel level(Verdict verdict) {
    return switch (verdict) {
      case PASS -> LogLevel.INFO;
      case WARN -> LogLevel.WARN;
      case FAIL, INCONCLUSIVE, INVALID -> LogLevel.ERROR;
    };
  }

  private static String outcome(Verdict verdict) {
    return switch (verdict) {
      case PASS, WARN -> "success";
      case FAIL -> "failure";
      case INCONCLUSIVE, INVALID -> "unknown";
    };
  }
}
