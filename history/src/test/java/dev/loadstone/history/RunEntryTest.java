package dev.loadstone.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.verdict.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunEntryTest {
  private static final Map<String, String> FACTS =
      Map.of(
          "java.version", "25.0.3",
          "machine.hostname", "runner-1",
          "machine.processors", "2",
          "os.name", "Linux",
          "source.commit", "c0ffee",
          "target.default", "http://127.0.0.1:18800");

  private static String print(Map<String, String> facts) {
    return new RunEntry(
            "0a1b2c3d4e5f",
            Instant.parse("2026-01-31T10:15:00Z"),
            "chat",
            "ab".repeat(32),
            Verdict.PASS,
            30,
            Origin.UNKNOWN,
            facts)
        .environmentPrint();
  }

  private static String printWith(String fact, String value) {
    Map<String, String> facts = new TreeMap<>(FACTS);
    facts.put(fact, value);
    return print(facts);
  }

  /** A testbed on a free port, a source and a container's name are others in each run. */
  @ParameterizedTest
  @CsvSource({
    "target.default, http://127.0.0.1:40001",
    "target.tools, https://tools.test",
    "machine.hostname, runner-2",
    "source.commit, decaf",
    "loadstone.version, 2.0",
  })
  void environmentPrint_isTheSame_whateverIsRunFromWhereAgainstWhat(String fact, String value) {
    assertThat(printWith(fact, value)).isEqualTo(print(FACTS));
  }

  @ParameterizedTest
  @CsvSource({"machine.processors, 4", "os.name, Mac OS X", "java.version, 26"})
  void environmentPrint_ofAnotherMachineOrJava_isAnother(String fact, String value) {
    assertThat(printWith(fact, value)).isNotEqualTo(print(FACTS));
  }

  @Test
  void environmentPrint_isShort() {
    assertThat(print(FACTS)).matches("[0-9a-f]{12}");
  }
}
