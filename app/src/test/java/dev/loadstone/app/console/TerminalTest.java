package dev.loadstone.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TerminalTest {
  @Test
  void columns_ofAnAnswer_areTheSecondNumber() {
    assertThat(Terminal.columns("24 132\n")).contains(132);
  }

  @Test
  void columns_ofNoAnswerOrNonsense_areUnknown() {
    assertThat(Terminal.columns("")).isEmpty();
    assertThat(Terminal.columns("stty: error")).isEmpty();
    assertThat(Terminal.columns("0 0")).isEmpty();
  }
}
