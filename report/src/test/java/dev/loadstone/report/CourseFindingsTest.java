package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.Recovery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CourseFindingsTest {
  private static List<String> after(double seconds) {
    Recovery recovery = new Recovery(700, 100, Optional.of(seconds), 11, true);
    return CourseFindings.of(
        new LoadCourse(Optional.empty(), Optional.of(recovery), Optional.empty()));
  }

  @Test
  void recovery_withinTheFirstSecond_isToldWithoutATime() {
    assertThat(after(43.7e-6))
        .containsExactly(
            "After the peak of 700, with the load back at 100, the target was itself again at once.");
  }

  @Test
  void recovery_afterSeconds_isToldWithThem() {
    assertThat(after(4)).first().asString().endsWith("was itself again after 4.00 s.");
  }
}
