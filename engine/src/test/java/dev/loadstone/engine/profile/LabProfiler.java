package dev.loadstone.engine.profile;

import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.ProfileSource;
import dev.loadstone.core.profile.Profiler;
import dev.loadstone.core.profile.Stacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A profiler that gives what it is told, and counts. The process {@code none} refuses it. */
public final class LabProfiler implements Profiler {
  static final AtomicInteger OPEN = new AtomicInteger();

  @Override
  public ProfileSource source() {
    return ProfileSource.JVM;
  }

  @Override
  public void check(String jvm) {}

  @Override
  public Recording start(String jvm, Set<ProfileEvent> events, Duration longest)
      throws ProfileException {
    if (jvm.equals("none")) {
      throw new ProfileException("there is no such process");
    }
    OPEN.incrementAndGet();
    return new LabRecording(Set.copyOf(events));
  }

  private record LabRecording(Set<ProfileEvent> events) implements Recording {
    @Override
    public String tool() {
      return "lab";
    }

    @Override
    public void stop() {}

    @Override
    public List<FlameGraph> read(String title) {
      return events.stream()
          .sorted()
          .map(event -> new FlameGraph(event, Stacks.parse("main;burn 9\nmain 1\n"), "<p>" + title))
          .toList();
    }

    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }

    @Override
    public void close() {
      OPEN.decrementAndGet();
    }
  }
}
