package dev.loadstone.monitor.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.ProfileSource;
import dev.loadstone.core.profile.Profiler;
import dev.loadstone.core.step.InvalidArgumentException;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class JvmProfilerTest {
  @Test
  void profilers_onTheClassPath_areFound() {
    assertThat(Profiler.installed())
        .extracting(Profiler::source)
        .containsExactlyInAnyOrder(ProfileSource.JVM, ProfileSource.PROCESS);
  }

  @Test
  void address_ofAnotherMachine_isRefused() {
    assertThatThrownBy(() -> new JvmProfiler().check("10.0.0.1:9010"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "jvm must be a process of this machine, got: 10.0.0.1:9010. Write its id, or a part of"
                + " its command line.");
  }

  @Test
  void bothWays_thatFail_areNamed() {
    JvmProfiler profiler =
        new JvmProfiler(
            (id, events, longest) -> {
              throw new ProfileException("the first is not there");
            },
            (id, events, longest) -> {
              throw new ProfileException("the second is forbidden");
            });
    assertThatThrownBy(
            () -> profiler.start("1", EnumSet.of(ProfileEvent.CPU), Duration.ofMinutes(1)))
        .isInstanceOf(ProfileException.class)
        .hasMessage("the first is not there; and the second is forbidden");
  }

  @Test
  void platforms_thatTheLibraryIsFor_areKnown() {
    assertThat(AsyncLibrary.platform("Linux", "amd64")).contains("linux-x64");
    assertThat(AsyncLibrary.platform("Linux", "aarch64")).contains("linux-arm64");
    assertThat(AsyncLibrary.platform("Mac OS X", "aarch64")).contains("macos");
    assertThat(AsyncLibrary.platform("Linux", "s390x")).isEmpty();
    assertThat(AsyncLibrary.platform("Windows 11", "amd64")).isEmpty();
  }
}
