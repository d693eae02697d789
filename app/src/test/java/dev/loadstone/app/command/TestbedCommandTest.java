package dev.loadstone.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestbedCommandTest {
  @Test
  void notice_smallLimit_tellsItAndTheFix() {
    assertThat(TestbedCommand.notice(19_900))
        .hasValue(
            "It can have 19,900 connections at once, for want of file descriptors. Raise the limit (ulimit -n) for more.");
  }

  @Test
  void notice_largeLimit_isNone() {
    assertThat(TestbedCommand.notice(50_000)).isEmpty();
  }
}
