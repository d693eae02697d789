package dev.loadstone.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class StacksTest {
  @Test
  void lines_ofTheSameStack_countOnceWithTheirSum() {
    Stacks stacks = Stacks.parse("a;b 3\na;b 4\na;c 5\n");
    assertThat(stacks.weights()).isEqualTo(Map.of("a;b", 7L, "a;c", 5L));
    assertThat(stacks.total()).isEqualTo(12);
  }

  @Test
  void marks_ofHowAFrameWasRun_areLeftOut() {
    Stacks stacks =
        Stacks.parse(
            "Thread.run_[1];Shop.buy_[j];Map.get_[i] 3\nThread.run_[0];Shop.buy_[0];Map.get_[j] 1\n");
    assertThat(stacks.weights()).isEqualTo(Map.of("Thread.run;Shop.buy;Map.get", 4L));
  }

  @Test
  void names_withBlanks_stayWhole() {
    assertThat(Stacks.parse("start;operator new(unsigned long) 2\n").weights())
        .isEqualTo(Map.of("start;operator new(unsigned long)", 2L));
  }

  @Test
  void lines_thatAreNoStack_arePassedOver() {
    Stacks stacks = Stacks.parse("# comment\n\na;b\na;b 0\na;b -1\na;b 1.5\na;b 2\n");
    assertThat(stacks.weights()).isEqualTo(Map.of("a;b", 2L));
  }

  @Test
  void collapsed_readAgain_isTheSame() {
    Stacks stacks = Stacks.parse("a;b 3\na;c 4\nb 5\n");
    assertThat(Stacks.parse(stacks.collapsed())).isEqualTo(stacks);
  }

  @Test
  void shares_ofFunctions_areOfThemselvesAndOfWhatTheyCalled() {
    Stacks stacks = Stacks.parse("main;work;burn 70\nmain;work 10\nmain;idle 16\nmain;rare 4\n");
    assertThat(stacks.top(3))
        .containsExactly(
            new ProfiledFunction("burn", 0.7, 0.7),
            new ProfiledFunction("idle", 0.16, 0.16),
            new ProfiledFunction("work", 0.1, 0.8),
            new ProfiledFunction("main", 0, 1));
  }

  @Test
  void function_thatCallsItself_countsOnceInAStack() {
    assertThat(Stacks.parse("main;fib;fib;fib 9\nmain 1\n").top(5))
        .contains(new ProfiledFunction("fib", 0.9, 0.9), new ProfiledFunction("main", 0.1, 1));
  }

  @Test
  void top_ofNothing_isNothing() {
    assertThat(Stacks.parse("").top(5)).isEmpty();
  }

  @Test
  void frames_ofStacks_standOnTheirCallers() {
    Stacks stacks = Stacks.parse("main 10\nmain;b 20\nmain;a;c 30\nmain!;a 40\n");
    assertThat(stacks.frames(0))
        .containsExactly(
            new FlameFrame("main", 0, 0, 0.6),
            new FlameFrame("a", 1, 0, 0.3),
            new FlameFrame("c", 2, 0, 0.3),
            new FlameFrame("b", 1, 0.3, 0.2),
            new FlameFrame("main!", 0, 0.6, 0.4),
            new FlameFrame("a", 1, 0.6, 0.4));
  }

  @Test
  void frames_thatAreTooNarrow_leaveAGap() {
    assertThat(Stacks.parse("a 4\nb;c 96\n").frames(0.05))
        .containsExactly(new FlameFrame("b", 0, 0.04, 0.96), new FlameFrame("c", 1, 0.04, 0.96));
  }

  @Test
  void frames_ofNothing_areNone() {
    assertThat(Stacks.parse("").frames(0)).isEmpty();
  }
}
