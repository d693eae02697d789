package dev.loadstone.monitor.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.Profiler.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings by a tool that is none, which does what a test wants. */
final class PerfRecordingIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String SAMPLE = "printf 'sh \\n\\t 1f burn (/bin/sh)\\n\\n'\n";

  /** Keeps nothing worth it in the file that is its last argument, until it is told to end. */
  private static final String RECORD =
      "for file; do :; done; : > \"$file\"; trap 'exit %d' TERM; while :; do sleep 0.05; done\n";

  @TempDir private Path folder;

  private Path tool(String record, String script) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("perf"),
            "#!/bin/sh\nif [ \"$1\" = record ]; then\n" + record + "else\n" + script + "fi\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Recording recording() throws Exception {
    String id = String.valueOf(ProcessHandle.current().pid());
    return new PerfProfiler(folder.toString()).start(id, EnumSet.of(ProfileEvent.CPU), LONG);
  }

  @Test
  void script_thatGoesWell_isRead() throws Exception {
    tool(RECORD.formatted(0), SAMPLE);
    try (Recording recording = recording()) {
      recording.stop();
      assertThat(recording.read("well").getFirst().stacks().weights())
          .isEqualTo(Map.of("sh;burn", 1L));
    }
  }

  @Test
  void script_thatFails_isNoProfileAndItsWordsAreTold() throws Exception {
    tool(RECORD.formatted(0), SAMPLE + "echo 'incompatible file format' >&2; exit 3\n");
    try (Recording recording = recording()) {
      recording.stop();
      assertThatThrownBy(() -> recording.read("ill"))
          .isInstanceOf(ProfileException.class)
          .hasMessage("perf script failed with the exit code 3: incompatible file format");
    }
  }

  @Test
  void script_thatTakesTooLong_isNoProfile() throws Exception {
    Path tool = tool(RECORD.formatted(0), SAMPLE + "exec sleep 60\n");

    assertThatThrownBy(() -> PerfRecording.script(tool, folder, Duration.ofMillis(200)))
        .isInstanceOf(ProfileException.class)
        .hasMessage("perf script did not read all of it within 200ms");
  }

  @Test
  void record_thatFails_isNoProfile() throws Exception {
    tool(RECORD.formatted(7).replace("exit 7", "echo full >&2; exit 7"), SAMPLE);
    try (Recording recording = recording()) {
      assertThatThrownBy(recording::stop)
          .isInstanceOf(ProfileException.class)
          .hasMessage("perf record failed with the exit code 7: full");
    }
  }
}
