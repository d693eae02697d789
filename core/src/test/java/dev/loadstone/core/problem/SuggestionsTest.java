package dev.loadstone.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {
  private static final List<String> KNOWN = List.of("weight", "maxInFlight", "think");

  @Test
  void nearest_swappedLetters_isFound() {
    assertThat(Suggestions.nearest("wieght", KNOWN)).contains("weight");
  }

  @Test
  void nearest_otherSpellingOfTheSameWords_isFound() {
    assertThat(Suggestions.nearest("max_in_flight", KNOWN)).contains("maxInFlight");
  }

  @Test
  void nearest_somethingElse_isNotFound() {
    assertThat(Suggestions.nearest("threshold", KNOWN)).isEmpty();
  }

  @Test
  void fix_nothingNear_listsTheKnownWords() {
    assertThat(Suggestions.fix("xyz", KNOWN)).isEqualTo("Use one of: maxInFlight, think, weight.");
  }
}
