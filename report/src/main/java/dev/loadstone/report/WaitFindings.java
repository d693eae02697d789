package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which limits of the plan itself kept operations waiting, in sentences. */
final class WaitFindings {
  /** The share of all response time of a step from which on a wait is worth a sentence. */
  private static final double SHARE_MIN = 0.25;

  /** Seconds of mean wait below which it is nobody's concern. */
  private static final double WAIT_MIN = 0.005;

  private WaitFindings() {}

  /** Returns a sentence for each step that waited long for one of the allowed connections. */
  static List<String> of(RunResult result) {
    List<String> findings = new ArrayList<>();
    for (MeasureSummary response : result.measures()) {
      if (response.measure() == Measure.RESPONSE_TIME && isStep(response)) {
        Optional<MeasureSummary> wait = like(response, Measure.START_DELAY_CONNECTION, result);
        Optional<MeasureSummary> service = like(response, Measure.SERVICE_TIME, result);
        if (wait.isPresent() && service.isPresent()) {
          double mean = wait.get().mean() * wait.get().count() / response.count();
          if (mean >= WAIT_MIN && mean >= SHARE_MIN * response.mean()) {
            findings.add(sentence(response, mean, service.get()));
          }
        }
      }
    }
    return findings;
  }

  private static boolean isStep(MeasureSummary summary) {
    return summary.tags().values().size() == 1 && summary.tags().has(Tag.STEP);
  }

  private static Optional<MeasureSummary> like(
      MeasureSummary other, Measure measure, RunResult result) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().equals(other.tags()))
        .findFirst();
  }

  private static String sentence(MeasureSummary response, double wait, MeasureSummary service) {
    return "Operations of "
        + response.tags().get(Tag.STEP)
        + " waited "
        + Figures.seconds(wait)
        + " on average for one of the allowed connections, "
        + Figures.ratio(Math.min(1, wait / response.mean()))
        + " of their response time, and were then served in "
        + Figures.seconds(service.mean())
        + ": the limit of connections (maxConnections) is what held them up, not the target.";
  }
}
