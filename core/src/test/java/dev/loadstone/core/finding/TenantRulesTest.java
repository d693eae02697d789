package dev.loadstone.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Scenarios that ask for the same. */
final class TenantRulesTest {
  private static List<Kind> kinds(SyntheticRun run) {
    return Findings.of(run.result()).stream().map(Finding::kind).toList();
  }

  private static SyntheticRun tenants(Consumer<SyntheticRun.Second> change) {
    return new SyntheticRun(1).tenants("north", "south", "west").seconds(30, change);
  }

  @Test
  void tenant_thatWaitsLonger_isServedUnfairly() {
    List<Finding> findings =
        Findings.of(tenants(second -> second.slower.put("south", 2.0)).result());

    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.kind()).isEqualTo(Kind.UNFAIR_TENANTS);
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.evidence())
        .matches(
            "The p50 of response times of a is (19|20)\\.\\d ms for south, and (9\\.\\d\\d|10\\.\\d) ms for north, west \\(median\\)\\.");
  }

  @Test
  void tenant_whoseOperationsFail_isServedUnfairly() {
    List<Finding> findings =
        Findings.of(tenants(second -> second.failing.put("west", 20)).result());

    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(Kind.UNFAIR_TENANTS, Kind.ERRORS);
    assertThat(findings)
        .filteredOn(finding -> finding.kind() == Kind.UNFAIR_TENANTS)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.HIGH);
          assertThat(finding.evidence())
              .isEqualTo(
                  "Of the operations of a that west asked for 20.0 % failed, of those of north, south 0 % (median).");
        });
  }

  @Test
  void tenants_thatAreServedAlike_areNone() {
    assertThat(kinds(tenants(second -> {}))).isEmpty();
    assertThat(kinds(tenants(second -> second.slower.put("south", 1.3)))).isEmpty();
  }

  @Test
  void tenant_thatAsksForMuchMore_mayWaitLonger() {
    assertThat(
            kinds(
                tenants(second -> {
                  second.slower.put("south", 2.0);
                  second.greedy.put("south", 3);
                })))
        .doesNotContain(Kind.UNFAIR_TENANTS);
  }
}
