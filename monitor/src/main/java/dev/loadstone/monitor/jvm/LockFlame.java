package dev.loadstone.monitor.jvm;

import java.util.List;
import one.convert.Arguments;
import one.convert.JfrToFlame;
import one.jfr.JfrReader;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;
import one.jfr.event.EventCollector;
import org.jspecify.annotations.Nullable;

/**
 * The flame graph of waiting for locks, without threads that are parked because they have nothing
 * to do, such as those of a pool that wait for work: the flight recorder calls both parked.
 *
 * <p>Source: async-profiler, src/lockTracer.cpp, which takes the same classes for locks.
 */
final class LockFlame extends JfrToFlame {
  private static final String CONCURRENT = "java.util.concurrent.";

  /** Classes of that package in which one waits for another thread to let go of something. */
  private static final List<String> LOCKS =
      List.of(
          CONCURRENT + "locks.ReentrantLock",
          CONCURRENT + "locks.ReentrantReadWriteLock",
          CONCURRENT + "locks.StampedLock",
          CONCURRENT + "Semaphore",
          CONCURRENT + "ConcurrentHashMap"); // its bins are monitors

  LockFlame(JfrReader reader, Arguments arguments) {
    super(reader, arguments);
  }

  @Override
  protected EventCollector createCollector(Arguments arguments) {
    return new Contended(super.createCollector(arguments));
  }

  private boolean isContended(Event event) {
    return !(event instanceof ContendedLock lock) || isLock(getClassName(lock.classId));
  }

  /**
   * Returns whether one that waits for an object waits for a lock.
   *
   * @param type the object's class; null or empty if there is no object
   */
  private static boolean isLock(@Nullable String type) {
    if (type == null || type.isEmpty()) {
      return false;
    }
    String name = type.replace('/', '.');
    return !name.startsWith(CONCURRENT) || LOCKS.stream().anyMatch(name::startsWith);
  }

  /** Hands on what is waiting for a lock. */
  private final class Contended implements EventCollector {
    private final EventCollector collector;

    Contended(EventCollector collector) {
      this.collector = collector;
    }

    @Override
    public void collect(Event event) {
      if (isContended(event)) {
        collector.collect(event);
      }
    }

    @Override
    public void beforeChunk() {
      collector.beforeChunk();
    }

    @Override
    public void afterChunk() {
      collector.afterChunk();
    }

    @Override
    public boolean finish() {
      return collector.finish();
    }

    @Override
    public void forEach(Visitor visitor) {
      collector.forEach(visitor);
    }
  }
}
