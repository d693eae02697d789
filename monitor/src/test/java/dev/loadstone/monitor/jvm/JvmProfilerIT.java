package dev.loadstone.monitor.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.ProfiledFunction;
import dev.loadstone.core.profile.Profiler.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Profiles of a child that burns in a function of a known name. */
final class JvmProfilerIT {
  private static final String BURN = KnownBurn.class.getName() + ".burnInThisFunction";
  private static final String ALLOCATE = KnownBurn.class.getName() + ".allocateInThisFunction";
  private static final Set<ProfileEvent> BOTH = EnumSet.of(ProfileEvent.CPU, ProfileEvent.ALLOC);

  private static final Duration LONG = Duration.ofMinutes(1);

  private Process child;

  @BeforeEach
  void start() throws IOException {
    child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KnownBurn.class.getName())
            .redirectErrorStream(true)
            .start();
    assertThat(child.inputReader().readLine()).isEqualTo("ready");
  }

  @AfterEach
  void end() {
    child.destroyForcibly();
  }

  private static double share(FlameGraph graph, String function) {
    return graph.stacks().top(20).stream()
        .filter(one -> one.name().equals(function))
        .mapToDouble(ProfiledFunction::total)
        .findFirst()
        .orElse(0);
  }

  private static void checked(Recording recording) throws Exception {
    try (recording) {
      Thread.sleep(3_000);
      recording.stop();
      List<FlameGraph> graphs = recording.read("a known burn");
      assertThat(graphs)
          .extracting(FlameGraph::event)
          .containsExactly(ProfileEvent.CPU, ProfileEvent.ALLOC);
      assertThat(share(graphs.getFirst(), BURN))
          .as(() -> graphs.getFirst().stacks().collapsed())
          .isGreaterThanOrEqualTo(0.5);
      assertThat(share(graphs.getLast(), ALLOCATE))
          .as(() -> graphs.getLast().stacks().collapsed())
          .isGreaterThanOrEqualTo(0.5);
      assertThat(graphs.getFirst().page()).contains("burnInThisFunction", "a known burn");
    }
  }

  @Test
  void asyncProfiler_ofAChild_showsWhereItBurns() throws Exception {
    Recording recording = new JvmProfiler().start(String.valueOf(child.pid()), BOTH, LONG);
    assertThat(recording.tool()).isEqualTo("async-profiler");
    checked(recording);
  }

  @Test
  void flightRecorder_whereAsyncProfilerCannotRun_showsTheSame() throws Exception {
    JvmProfiler profiler =
        new JvmProfiler(
            (id, events, longest) -> {
              throw new ProfileException("async-profiler is not for this machine");
            },
            FlightRecording::start);
    Recording recording = profiler.start(KnownBurn.class.getSimpleName() + "$", BOTH, LONG);
    assertThat(recording.tool()).isEqualTo("JDK Flight Recorder");
    checked(recording);
  }

  @Test
  void secondRecording_besideTheFirst_isByTheFlightRecorder() throws Exception {
    String id = String.valueOf(child.pid());
    JvmProfiler profiler = new JvmProfiler();
    try (Recording first = profiler.start(id, EnumSet.of(ProfileEvent.CPU), LONG);
        Recording second = profiler.start(id, EnumSet.of(ProfileEvent.CPU), LONG)) {
      assertThat(first.tool()).isEqualTo("async-profiler");
      assertThat(second.tool()).isEqualTo("JDK Flight Recorder");
      second.stop();
      first.stop();
    }
  }

  @Test
  void asyncProfiler_thatNobodyStops_endsAfterItsLongestTime() throws Exception {
    String id = String.valueOf(child.pid());
    JvmProfiler profiler = new JvmProfiler();
    try (Recording first =
        profiler.start(id, EnumSet.of(ProfileEvent.CPU), Duration.ofSeconds(1))) {
      assertThat(first.tool()).isEqualTo("async-profiler");
      Thread.sleep(3_000);
      try (Recording second = profiler.start(id, EnumSet.of(ProfileEvent.CPU), LONG)) {
        assertThat(second.tool()).isEqualTo("async-profiler");
      }
    }
  }

  @Test
  void asyncProfiler_thatIsClosed_doesNotGoOn() throws Exception {
    String id = String.valueOf(child.pid());
    JvmProfiler profiler = new JvmProfiler();
    profiler.start(id, EnumSet.of(ProfileEvent.CPU), LONG).close();
    try (Recording second = profiler.start(id, EnumSet.of(ProfileEvent.CPU), LONG)) {
      assertThat(second.tool()).isEqualTo("async-profiler");
    }
  }

  @Test
  void processThatEnds_leavesWhatWasSampled() throws Exception {
    try (Recording recording =
        new JvmProfiler().start(String.valueOf(child.pid()), EnumSet.of(ProfileEvent.CPU), LONG)) {
      Thread.sleep(2_000);
      child.getOutputStream().close();
      child.waitFor();

      recording.stop();

      assertThat(share(recording.read("an end").getFirst(), BURN)).isGreaterThanOrEqualTo(0.5);
      assertThat(recording.tool()).isEqualTo("async-profiler, until the process ended");
    }
  }

  @Test
  void processThatIsKilled_isNamed() throws Exception {
    try (Recording recording =
        new JvmProfiler().start(String.valueOf(child.pid()), EnumSet.of(ProfileEvent.CPU), LONG)) {
      Thread.sleep(1_000);
      child.destroyForcibly().waitFor();
      assertThatThrownBy(
              () -> {
                recording.stop();
                recording.read("a kill");
              })
          .isInstanceOf(ProfileException.class)
          .hasMessageStartingWith("there is no process with the id " + child.pid());
    }
  }

  @Test
  void processThatHasEnded_isNamed() throws Exception {
    child.destroyForcibly().waitFor();
    assertThatThrownBy(() ->
            new JvmProfiler()
                .start(String.valueOf(child.pid()), EnumSet.of(ProfileEvent.CPU), LONG))
        .isInstanceOf(ProfileException.class)
        .hasMessage("there is no process with the id " + child.pid());
  }
}
