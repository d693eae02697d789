package dev.loadstone.benchmarks.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeakRowTest {
  private static final String RESULT =
      """
      {"series": [
        {"name": "target_cpu_ratio"},
        {"name": "target_memory_bytes",
         "growth": {"finding": "leak", "per_operation": 1100, "per_operation_interval": [1000, 1200]}},
        {"name": "jvm_heap_live_bytes", "growth": {"finding": "inconclusive"}}
      ]}
      """;

  private static List<LeakRow> rows(double truth, String... required) throws IOException {
    return LeakRow.of("run", new ObjectMapper().readTree(RESULT), truth, List.of(required));
  }

  @Test
  void of_aResult_hasARowForEachMemory() throws IOException {
    List<LeakRow> rows = rows(1_000, "target_memory_bytes");
    assertThat(rows)
        .extracting(LeakRow::series)
        .containsExactly("target_memory_bytes", "jvm_heap_live_bytes");
    assertThat(rows).allMatch(LeakRow::isGood);
    assertThat(LeakRow.table(rows))
        .contains("| run | `target_memory_bytes` | 1,000 B | 1,100 B | 1,000 to 1,200 | leak |")
        .endsWith(
            "1 of 1 leaks were found with their rate within 15 %; 0 of 0 healthy memories were an"
                + " alarm.\n");
  }

  @Test
  void isGood_aRateThatIsFarOff_isNot() throws IOException {
    assertThat(rows(950, "target_memory_bytes")).noneMatch(row -> row.required() && row.isGood());
  }

  @Test
  void isGood_aLeakThatIsNotFound_isNot() throws IOException {
    assertThat(rows(1_000, "jvm_heap_live_bytes").getLast().isGood()).isFalse();
  }

  @Test
  void isGood_aHealthyMemoryThatIsCalledALeak_isNot() throws IOException {
    assertThat(rows(0)).extracting(LeakRow::isGood).containsExactly(false, true);
  }
}
