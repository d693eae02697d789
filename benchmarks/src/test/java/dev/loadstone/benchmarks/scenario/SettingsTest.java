package dev.loadstone.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  private static Settings settings(boolean quick, String... tools) {
    return new Settings(3, quick, Set.of(tools), 20_000);
  }

  @Test
  void wants_nothingNamed_isEverything() {
    assertThat(settings(false).wants("Gatling")).isTrue();
  }

  @Test
  void wants_someNamed_isThoseAndTheirKinds() {
    Settings settings = settings(false, "loadstone", "wrk");
    assertThat(settings.wants("Loadstone, JSON")).isTrue();
    assertThat(settings.wants("wrk")).isTrue();
    assertThat(settings.wants("hey")).isFalse();
  }

  @Test
  void window_ofAUsualRun_isSeconds8To18() {
    assertThat(settings(false).window(20)).isEqualTo(new Window(8, 18));
    assertThat(settings(false).window(30)).isEqualTo(new Window(8, 18));
    assertThat(settings(false).window(40)).isEqualTo(new Window(8, 38));
  }

  @Test
  void window_ofAQuickRun_isItsSecondHalf() {
    assertThat(settings(true).window(8)).isEqualTo(new Window(4, 7));
  }
}
