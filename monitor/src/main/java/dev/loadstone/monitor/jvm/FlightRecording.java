package dev.loadstone.monitor.jvm;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.Profiler.Recording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
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

  private final JvmConnection connection;
  private final FlightRecorderMXBean recorder;
  private final Set<ProfileEvent> events;
  private final ProfileFolder folder;
  private final long recording;

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
  static FlightRecording start(long id, Set<ProfileEvent> events)
      throws ProfileException, ProbeException, InterruptedException {
    ProfileFolder folder = ProfileFolder.create();
    JvmConnection connection = null;
    try {
      connection = JvmConnection.open(new JvmPlace.Id(id), List.of());
      FlightRecorderMXBean recorder =
          ManagementFactory.newPlatformMXBeanProxy(
              connection.beans(), FlightRecorderMXBean.MXBEAN_NAME, FlightRecorderMXBean.class);
      long recording = recorder.newRecording();
      recorder.setRecordingSettings(recording, settings(events));
      recorder.startRecording(recording);
      return new FlightRecording(connection, recorder, EnumSet.copyOf(events), folder, recording);
    } catch (IOException | RuntimeException failed) {
      folder.delete();
      if (connection != null) {
        connection.close();
      }
      throw new ProfileException(
          "the flight recorder of the process " + id + " cannot run: " + failed.getMessage(),
          failed);
    } catch (ProbeException | InterruptedException failed) {
      folder.delete();
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
      recorder.closeRecording(recording);
    } catch (IOException | RuntimeException failed) {
      throw new ProfileException(
          "the flight recorder gave nothing away: " + failed.getMessage(), failed);
    } finally {
      connection.close();
    }
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
    connection.close();
    folder.delete();
  }
}
