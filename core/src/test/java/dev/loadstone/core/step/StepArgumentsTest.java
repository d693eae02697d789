package dev.loadstone.core.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StepArgumentsTest {
  private static final StepArguments ARGUMENTS =
      new StepArguments(
          Map.of(
              "text",
              "a",
              "list",
              List.of("a", "b"),
              "map",
              Map.of("k", "v"),
              "number",
              "1_000",
              "time",
              "250ms",
              "flag",
              "true",
              "deep",
              List.of(Map.of("k", "v"))));

  @Test
  void texts_ofOneOrMany_areAList() {
    assertThat(ARGUMENTS.texts("text")).containsExactly("a");
    assertThat(ARGUMENTS.texts("list")).containsExactly("a", "b");
    assertThat(ARGUMENTS.texts("none")).isEmpty();
  }

  @Test
  void quantities_asPlansWriteThem_areRead() {
    assertThat(ARGUMENTS.integer("number")).hasValue(1000);
    assertThat(ARGUMENTS.duration("time")).hasValue(Duration.ofMillis(250));
    assertThat(ARGUMENTS.isTrue("flag")).isTrue();
    assertThat(ARGUMENTS.isTrue("none")).isFalse();
    assertThat(ARGUMENTS.entries("map")).containsExactly(Map.entry("k", "v"));
  }

  @Test
  void wrongForms_areToldByKey() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> ARGUMENTS.text("list"))
        .withMessage("list must be a single value");
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> ARGUMENTS.texts("deep"))
        .withMessage("deep must be a list of single values");
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> ARGUMENTS.integer("text"))
        .withMessage("text must be a whole number, got: a");
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> ARGUMENTS.duration("text"))
        .withMessage(
            "time must be a duration, got: a".replace("time", "text")
                + ". Write it with a unit: 250ms, 2s, 1m30s or 1h.");
  }
}
