package dev.loadstone.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Who is to blame for an overload: the target, or the connections that the plan allows. */
final class ConnectionLimitTest {
  /** An open load of which two thirds are done, while operations wait longer and longer. */
  private static List<Finding> overload(ToDoubleFunction<SyntheticRun.Second> median) {
    return Findings.of(
        new SyntheticRun(1)
            .seconds(
                40,
                second -> {
                  second.offered = 150;
                  second.inFlight = 10 + second.number * 50L;
                  second.waitsForConnection = true;
                  second.wait = 0.05 * (1 + second.number);
                  second.medianA = median.applyAsDouble(second);
                  second.medianB = second.medianA;
                })
            .result());
  }

  @Test
  void overload_servedAsFastAsEver_isBlamedOnTheConnections() {
    assertThat(overload(second -> 0.010))
        .hasSize(2) // one for each step
        .allSatisfy(finding -> {
          assertThat(finding.kind()).isEqualTo(Kind.CONNECTION_LIMIT);
          assertThat(finding.severity()).isEqualTo(Severity.HIGH);
          assertThat(finding.evidence())
              .contains("is what held them up, not the target")
              .contains("Of 150/s that were asked for, 100/s were done");
        });
  }

  @Test
  void overload_ofATargetThatBecameSlow_isNotBlamedOnTheConnectionsAlone() {
    List<Finding> findings = overload(second -> second.number < 3 ? 0.005 : 0.100);

    assertThat(findings).extracting(Finding::kind).contains(Kind.OVERLOAD, Kind.CONNECTION_LIMIT);
    assertThat(findings)
        .filteredOn(finding -> finding.kind() == Kind.CONNECTION_LIMIT)
        .isNotEmpty()
        .allSatisfy(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
          assertThat(finding.evidence()).contains("or a target that many of them slow down");
        });
  }
}
