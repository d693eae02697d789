package dev.loadstone.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.trial.ResultSample;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.RunEnd;
import org.junit.jupiter.api.Test;

final class RateStepTest {
  @Test
  void of_runInTimeWithEveryAnswer_isHonest() {
    RateStep step = RateStep.of(1_000, new ResultSample().load(1_000, 999).result());

    assertThat(step).isEqualTo(new RateStep(1_000, 0.25, ""));
    assertThat(step.honest()).isTrue();
  }

  @Test
  void of_runWithAWarningOfTheGenerator_isNotHonestAndSaysIt() {
    assertThat(fault(new ResultSample().warning(new Warning.GeneratorStarved(0.06))))
        .isEqualTo(
            "The generator could not keep up: in most seconds an event loop was 60.0 ms late or more. Use a faster or quieter machine, or ask for less.");
  }

  @Test
  void of_unhealthyGenerator_isNotHonest() {
    assertThat(fault(new ResultSample().unhealthy())).isEqualTo("The generator was not healthy.");
  }

  @Test
  void of_runThatWasStopped_isNotHonest() {
    assertThat(fault(new ResultSample().ended(RunEnd.Reason.INTERRUPTED)))
        .isEqualTo("The run did not get to its end.");
  }

  @Test
  void of_rateMissedByMoreThanAThousandth_isNotHonest() {
    assertThat(fault(new ResultSample().load(20_000, 19_979)))
        .isEqualTo("Only 19,979 of 20,000 requests were answered.");
  }

  @Test
  void of_startsMoreThanAMillisecondLate_isNotHonest() {
    assertThat(fault(new ResultSample().late(0.001_01, 0.002)))
        .isEqualTo("1 % of the requests started 1.01 ms late or more.");
    assertThat(fault(new ResultSample().late(Double.NaN, 0.002)))
        .isEqualTo("1 % of the requests started – late or more.");
  }

  private static String fault(ResultSample sample) {
    return RateStep.of(20_000, sample.result()).fault();
  }
}
