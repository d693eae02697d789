package dev.loadstone.app.doctor;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;

/**
 * The time that an answer without work takes on this machine, at a rate that is no load: what no
 * measured time can be told from. Times are in seconds; NaN where there were too few answers.
 *
 * @param rate requests per second that were asked for
 * @param answers how many were measured
 * @param serviceP50 median of {@code service_time}
 * @param serviceP99 99th percentile of it
 * @param startDelayP99 99th percentile of how late the generator started requests
 * @param loopLag the latest that an event loop was for its own heartbeat
 */
record Floor(
    double rate,
    long answers,
    double serviceP50,
    double serviceP99,
    double startDelayP99,
    double loopLag) {

  /** Returns what a run at a low rate found. */
  static Floor of(double rate, RunResult result) {
    MeasureSummary service =
        result.measures().stream()
            .filter(summary -> summary.measure() == Measure.SERVICE_TIME)
            .filter(summary -> summary.tags().values().isEmpty())
            .findFirst()
            .orElse(null);
    return new Floor(
        rate,
        service == null ? 0 : service.count(),
        service == null ? Double.NaN : service.percentile(Statistic.P50),
        service == null ? Double.NaN : service.percentile(Statistic.P99),
        result.generator().startDelayP99(),
        result.generator().loopLagMax());
  }
}
