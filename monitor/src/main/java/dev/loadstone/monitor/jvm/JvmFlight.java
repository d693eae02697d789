package dev.loadstone.monitor.jvm;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServerConnection;
import jdk.jfr.consumer.RecordedEvent;
import jdk.management.jfr.RemoteRecordingStream;

/**
 * What the flight recorder of a Java virtual machine tells of its collections, as it goes. Events
 * come a second or two after they happened.
 *
 * <p>Source: JDK Flight Recorder, {@code jdk.GarbageCollection} (longestPause) and {@code
 * jdk.GCHeapSummary} (heapUsed, when).
 */
final class JvmFlight implements AutoCloseable {
  private static final String COLLECTION = "jdk.GarbageCollection";
  private static final String HEAP = "jdk.GCHeapSummary";
  private static final double NANOS = 1e9;
  private static final long NOTHING = -1;

  private final RemoteRecordingStream stream;
  private final AtomicLong longest = new AtomicLong(NOTHING);
  private final AtomicLong heap = new AtomicLong(NOTHING);

  /** Starts a recording of these events only. */
  JvmFlight(MBeanServerConnection beans) throws IOException {
    stream = new RemoteRecordingStream(beans);
    stream.enable(COLLECTION).withThreshold(Duration.ZERO);
    stream.enable(HEAP);
    stream.onEvent(COLLECTION, this::collected);
    stream.onEvent(HEAP, this::summed);
    stream.startAsync();
  }

  private void collected(RecordedEvent event) {
    longest.accumulateAndGet(event.getDuration("longestPause").toNanos(), Math::max);
  }

  private void summed(RecordedEvent event) {
    if ("After GC".equals(event.getString("when"))) {
      heap.set(event.getLong("heapUsed"));
    }
  }

  /** Puts what came since it was asked last. */
  void take(Map<String, Double> values) {
    long pause = longest.getAndSet(NOTHING);
    if (pause != NOTHING) {
      values.put(JvmKind.GC_LONGEST, pause / NANOS);
    }
    long after = heap.getAndSet(NOTHING);
    if (after != NOTHING) {
      values.put(JvmKind.HEAP_AFTER, (double) after);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (RuntimeException gone) {
      // Then its recording is gone, too.
    }
  }
}
