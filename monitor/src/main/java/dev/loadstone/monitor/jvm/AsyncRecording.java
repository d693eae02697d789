package dev.loadstone.monitor.jvm;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.Profiler.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sampling by async-profiler, which is loaded into the process. For processor time it uses
 * perf_events where the kernel lets it, else timers of the threads' processor time.
 *
 * <p>Source: async-profiler, docs/ProfilerOptions.md and docs/CpuSamplingEngines.md.
 */
final class AsyncRecording implements Recording {
  private static final String TOOL = "async-profiler";

  /** Leaves the process's arguments and properties out, which may have credentials. */
  private static final String PRIVATE = "jfropts=3";

  /** A year: the profiler reads some larger numbers as times of the day. */
  private static final long SECONDS_MAX = 31_536_000L;

  private final long id;
  private final Set<ProfileEvent> events;
  private final ProfileFolder folder;
  private String gone = "";
  private boolean goesOn;

  private AsyncRecording(long id, Set<ProfileEvent> events, ProfileFolder folder) {
    this.id = id;
    this.events = events;
    this.folder = folder;
  }

  /**
   * Begins to sample.
   *
   * @throws ProfileException if the profiler cannot run in the process
   * @throws ProbeException if the process cannot be attached to
   */
  static AsyncRecording start(long id, Set<ProfileEvent> events, Duration longest)
      throws ProfileException, ProbeException {
    AsyncRecording recording =
        new AsyncRecording(id, EnumSet.copyOf(events), ProfileFolder.create());
    try {
      List<String> options = new ArrayList<>(List.of("start", "jfr", PRIVATE));
      options.add("timeout=" + Math.clamp(longest.plusMillis(999).toSeconds(), 1, SECONDS_MAX));
      for (ProfileEvent event : recording.events) {
        options.add(
            switch (event) {
              case CPU -> "event=cpu,interval=5ms";
              case ALLOC -> "alloc=64k";
              case LOCK -> "lock=10us";
            });
      }
      options.add("file=" + recording.folder.recording());
      recording.command(String.join(",", options));
      recording.goesOn = true;
      return recording;
    } catch (ProfileException | ProbeException | RuntimeException failed) {
      recording.close();
      throw failed;
    }
  }

  private void command(String options) throws ProfileException, ProbeException {
    Path log = folder.log();
    VirtualMachine machine = JvmConnection.attach(id);
    try {
      machine.loadAgentPath(AsyncLibrary.path().toString(), options + ",log=" + log);
    } catch (AgentInitializationException refused) {
      throw new ProfileException(
          TOOL + " cannot run in the process " + id + ": " + told(log, refused), refused);
    } catch (AgentLoadException | IOException failed) {
      throw new ProfileException(
          TOOL + " cannot be loaded into the process " + id + ": " + failed.getMessage(), failed);
    } finally {
      detach(machine);
    }
  }

  private static String told(Path log, AgentInitializationException refused) {
    try {
      List<String> lines =
          Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        return lines.getLast().strip();
      }
    } catch (IOException unwritten) {
      // then the code must do
    }
    return "it ended with the code " + refused.returnValue();
  }

  private static void detach(VirtualMachine machine) {
    try {
      machine.detach();
    } catch (IOException gone) {
      // Then there is nothing to detach from.
    }
  }

  @Override
  public String tool() {
    return gone.isEmpty() ? TOOL : TOOL + ", until the process ended";
  }

  @Override
  public void stop() throws ProfileException {
    goesOn = false;
    try {
      command("stop");
    } catch (ProbeException unreachable) {
      gone = String.valueOf(unreachable.getMessage());
      if (!Files.isRegularFile(folder.recording())) {
        throw new ProfileException(gone, unreachable);
      }
    }
  }

  @Override
  public List<FlameGraph> read(String title) throws ProfileException {
    if (gone.isEmpty()) {
      return FlightFile.read(folder.recording(), events, title);
    }
    List<FlameGraph> graphs;
    try {
      graphs = FlightFile.read(folder.recording(), events, title);
    } catch (ProfileException cut) {
      throw new ProfileException(gone + " any more, and it left only a part of a recording", cut);
    }
    if (graphs.stream().allMatch(graph -> graph.page().isEmpty())) {
      throw new ProfileException(gone + " any more, and it left nothing that was sampled");
    }
    return graphs;
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(folder.recording());
  }

  @Override
  public void close() {
    if (goesOn) {
      goesOn = false;
      try {
        command("stop");
      } catch (ProfileException | ProbeException unreachable) {
        // Then it has ended with the process, or will after its longest time.
      }
    }
    folder.delete();
  }
}
