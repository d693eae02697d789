package dev.loadstone.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ShellTest {
  @Test
  void colour_inATerminal_isUsed() {
    assertThat(shell(true, Map.of("TERM", "xterm")).errColour()).isTrue();
    assertThat(shell(false, Map.of("TERM", "xterm")).errColour()).isFalse();
  }

  @Test
  void colour_unwantedByTheEnvironment_isNotUsed() {
    assertThat(shell(true, Map.of("NO_COLOR", "1")).errColour()).isFalse();
    assertThat(shell(true, Map.of("TERM", "dumb")).errColour()).isFalse();
    assertThat(shell(true, Map.of("NO_COLOR", "")).errColour()).isTrue();
  }

  @Test
  void redraw_inATerminalOutsideContinuousIntegration_isPossible() {
    assertThat(shell(true, Map.of()).errRedraws()).isTrue();
    assertThat(shell(true, Map.of("CI", "true")).errRedraws()).isFalse();
    assertThat(shell(true, Map.of("TERM", "dumb")).errRedraws()).isFalse();
    assertThat(shell(false, Map.of()).errRedraws()).isFalse();
  }

  private static Shell shell(boolean terminal, Map<String, String> environment) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Shell(
        InputStream.nullInputStream(),
        nowhere,
        nowhere,
        environment,
        terminal,
        terminal,
        Interrupts.NONE);
  }
}
