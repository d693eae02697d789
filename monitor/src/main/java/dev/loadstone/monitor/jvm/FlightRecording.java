package dev.loadstone.monitor.jvm;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.Profiler.Recording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.management.jfr.FlightRecorderMXBean;

/**
 * Sampling by the flight recorder of a Java virtual machine. It samples what runs Java code, every
 * ten milliseconds, and of each allocation and each lock held for a millisecond or more.
 *
 * <p>Source: JDK Flight Recorder, {@code jdk.ExecutionSample}, {@code jdk.ObjectAllocationSample},
 * {@code jdk.JavaMonitorEnter}, {@code jdk.ThreadPark}.
 */
final class FlightRecording implements Recording {
  private static final String TOOL = "JDK Flight Recorder";

  /** How much of a recording is kept on the disk, the latest. */
  private static final long BYTES_MAX = 1_000_000_000L;

  private final JvmConnection connection;
  private final FlightRecorderMXBean recorder;
  private final Set<ProfileEvent> events;
  private final ProfileFolder folder;
  private final long recording;
  private boolean over;

  private FlightRecording(
      JvmConnection connection,
      FlightRecorderMXBean recorder,
      Set<ProfileEvent> events,
      ProfileFolder folder,
      long recording) {
    this.connection = connection;
    this.recorder = recorder;
    this.events = events;
    this.folder = folder;
    this.recording = recording;
  }

  /**
   * Begins to sample.
   *
   * @throws ProfileException if the flight recorder cannot run in the process
   * @throws ProbeException if the process cannot be attached to
   */
  static FlightRecording start(long id, Set<ProfileEvent> events, Duration longest)
      throws ProfileException, ProbeException, InterruptedException {
    ProfileFolder folder = ProfileFolder.create();
    JvmConnection connection;
    try {
      connection = JvmConnection.open(new JvmPlace.Id(id), List.of());
    } catch (ProbeException | InterruptedException | RuntimeException failed) {
      folder.delete();
      throw failed;
    }
    try {
      FlightRecorderMXBean recorder =
          ManagementFactory.newPlatformMXBeanProxy(
              connection.beans(), FlightRecorderMXBean.MXBEAN_NAME, FlightRecorderMXBean.class);
      FlightRecording made =
          new FlightRecording(
              connection, recorder, EnumSet.copyOf(events), folder, recorder.newRecording());
      made.begin(longest);
      return made;
    } catch (IOException | RuntimeException failed) {
      connection.close();
      folder.delete();
      throw new ProfileException(
          "the flight recorder of the process " + id + " cannot run: " + failed.getMessage(),
          failed);
    }
  }

  private void begin(Duration longest) {
    try {
      recorder.setRecordingSettings(recording, settings(events));
      recorder.setRecordingOptions(
          recording,
          Map.of(
              "duration",
              longest.plusMillis(999).toSeconds() + " s",
              "maxSize",
              String.valueOf(BYTES_MAX)));
      recorder.startRecording(recording);
    } catch (RuntimeException failed) {
      end();
      throw failed;
    }
  }

  private static Map<String, String> settings(Set<ProfileEvent> events) {
    Map<String, String> settings = new HashMap<>();
    for (ProfileEvent event : events) {
      switch (event) {
        case CPU -> {
          settings.put("jdk.ExecutionSample#enabled", "true");
          settings.put("jdk.ExecutionSample#period", "10 ms");
        }
        case ALLOC -> {
          settings.put("jdk.ObjectAllocationSample#enabled", "true");
          settings.put("jdk.ObjectAllocationSample#throttle", "1000/s");
          settings.put("jdk.ObjectAllocationSample#stackTrace", "true");
        }
        case LOCK -> {
          for (String lock : List.of("jdk.JavaMonitorEnter", "jdk.ThreadPark")) {
            settings.put(lock + "#enabled", "true");
            settings.put(lock + "#threshold", "1 ms");
            settings.put(lock + "#stackTrace", "true");
          }
        }
      }
    }
    return settings;
  }

  @Override
  public String tool() {
    return TOOL;
  }

  @Override
  public void stop() throws ProfileException {
    try {
      recorder.stopRecording(recording);
      recorder.copyTo(recording, folder.recording().toString());
    } catch (IOException | RuntimeException failed) {
      throw new ProfileException(
          "the flight recorder gave nothing away: " + failed.getMessage(), failed);
    } finally {
      end();
    }
  }

  /** Ends the recording if it goes on, and gives back what the process keeps for it. */
  private void end() {
    if (over) {
      return;
    }
    over = true;
    try {
      recorder.closeRecording(recording);
    } catch (IOException | RuntimeException gone) {
      // It has ended with the process, or will after its longest time.
    }
    connection.close();
  }

  @Override
  public List<FlameGraph> read(String title) throws ProfileException {
    return FlightFile.read(folder.recording(), events, title);
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(folder.recording());
  }

  @Override
  public void close() {
    end();
    folder.delete();
  }
}
