package dev.loadstone.monitor.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import jdk.management.jfr.FlightRecorderMXBean;
import jdk.management.jfr.RecordingInfo;
import org.junit.jupiter.api.Test;

/** Recordings of this process. */
final class FlightRecordingIT {
  private static final long SELF = ProcessHandle.current().pid();
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedBlockingQueue<String> nothing = new LinkedBlockingQueue<>();
  private final Object monitor = new Object();
  private volatile boolean waited;
  private volatile boolean entered;

  private static FlightRecorderMXBean recorder() {
    return ManagementFactory.getPlatformMXBean(FlightRecorderMXBean.class);
  }

  private void waitForTheLock() {
    lock.lock();
    try {
      waited = true;
    } finally {
      lock.unlock();
    }
  }

  private void waitForTheMonitor() {
    synchronized (monitor) {
      entered = true;
    }
  }

  private void idleInAQueue() {
    try {
      nothing.poll(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void lockProfile_hasThoseThatWaitForLocksAndNotThoseThatAreIdle() throws Exception {
    try (FlightRecording recording =
        FlightRecording.start(SELF, EnumSet.of(ProfileEvent.LOCK), LONG)) {
      Thread locked = Thread.ofPlatform().unstarted(this::waitForTheLock);
      Thread entering = Thread.ofPlatform().unstarted(this::waitForTheMonitor);
      Thread idle = Thread.ofPlatform().start(this::idleInAQueue);
      lock.lock();
      try {
        synchronized (monitor) {
          locked.start();
          entering.start();
          Thread.sleep(200);
        }
      } finally {
        lock.unlock();
      }
      locked.join();
      entering.join();
      idle.join();
      assertThat(waited && entered).isTrue();
      recording.stop();

      FlameGraph graph = recording.read("locks").getFirst();
      assertThat(graph.stacks().collapsed())
          .contains("waitForTheLock", "waitForTheMonitor")
          .doesNotContain("idleInAQueue");
      assertThat(graph.page()).contains("waitForTheLock").doesNotContain("idleInAQueue");
    }
  }

  @Test
  void recording_thatNobodyStops_endsAfterItsLongestTime() throws Exception {
    try (FlightRecording _ =
        FlightRecording.start(SELF, EnumSet.of(ProfileEvent.CPU), Duration.ofSeconds(1))) {
      Thread.sleep(2_500);
      assertThat(recorder().getRecordings())
          .singleElement()
          .extracting(RecordingInfo::getState)
          .isEqualTo("STOPPED");
    }
    assertThat(recorder().getRecordings()).isEmpty();
  }

  @Test
  void recording_thatIsClosedWhileItGoesOn_isGone() throws Exception {
    FlightRecording.start(SELF, EnumSet.of(ProfileEvent.CPU), LONG).close();

    assertThat(recorder().getRecordings()).isEmpty();
  }
}
