package dev.loadstone.benchmarks.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FoundRowTest {
  private static final FoundRow FOUND =
      new FoundRow("A cache is lost", "cliff", Map.of("cliff", "high"), Map.of());
  private static final FoundRow MISSED =
      new FoundRow("A leak", "memory_growth", Map.of("errors", "medium"), Map.of());
  private static final FoundRow ALARMED =
      new FoundRow("A storm", "outage", Map.of("outage", "high"), Map.of("warm_up", "medium"));

  @Test
  void row_isGood_ifItsKindWasFoundAndTheControlIsQuiet() {
    assertThat(FOUND.isGood()).isTrue();
    assertThat(MISSED.isGood()).isFalse();
    assertThat(ALARMED.isGood()).isFalse();
  }

  @Test
  void table_ofRows_tellsWhatWasMissedAndFalseAlarms() {
    assertThat(FoundRow.table(List.of(FOUND, MISSED, ALARMED)))
        .isEqualTo(
            """
            | condition | expected | found | other findings | findings of the control |
            |---|---:|---:|---:|---:|
            | A cache is lost | `cliff` | high | none | none |
            | A leak | `memory_growth` | **no** | errors | none |
            | A storm | `outage` | high | none | **warm_up** |

            2 of 3 conditions were found; 1 of 3 controls had a finding.
            """);
  }

  @Test
  void conditions_haveTheirFiles() throws Exception {
    Path folder = Path.of("findings");
    assertThat(Condition.all()).hasSizeGreaterThanOrEqualTo(12);
    for (Condition condition : Condition.all()) {
      assertThat(condition.plan(folder)).exists();
      assertThat(condition.healthy(folder)).startsWith("default:");
      if (condition.way() != Condition.Way.STOPPED_GENERATOR) {
        assertThat(condition.injected(folder)).isNotEqualTo(condition.healthy(folder));
      }
    }
    try (var folders = Files.list(folder)) {
      assertThat(folders.filter(Files::isDirectory).map(path -> path.getFileName().toString()))
          .hasSize(Condition.all().size())
          .allMatch(
              name -> Condition.all().stream().anyMatch(one -> one.kind().label().equals(name)));
    }
  }
}
