package dev.loadstone.core.profile;

import dev.loadstone.core.step.InvalidArgumentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What samples the stacks of a process of this machine. Found by {@link ServiceLoader}; has a
 * public constructor without parameters and is thread-safe.
 */
public interface Profiler {
  /** Returns what it takes profiles of. */
  ProfileSource source();

  /**
   * Checks that a text can mean a process.
   *
   * @throws InvalidArgumentException if it cannot, with the key of {@link #source}
   */
  void check(String process);

  /**
   * Begins to sample.
   *
   * @param process the id of a process, or a part of its command line
   * @param events at least one
   * @param longest after which the sampling ends by itself where nobody has stopped it, also when
   *     this process is gone; at least a second, and rounded up to whole ones
   * @throws ProfileException if that cannot be done
   */
  Recording start(String process, Set<ProfileEvent> events, Duration longest)
      throws ProfileException, InterruptedException;

  /** Returns the profilers on the class path. */
  static List<Profiler> installed() {
    return ServiceLoader.load(Profiler.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /** Sampling that has begun. Used by one thread at a time. */
  interface Recording extends AutoCloseable {
    /** Returns what samples, for a person. */
    String tool();

    /**
     * Ends the sampling, and keeps what was sampled. Costs little.
     *
     * @throws ProfileException if nothing was kept, for example because the process has ended
     */
    void stop() throws ProfileException, InterruptedException;

    /**
     * Returns what was sampled, after {@link #stop}: one for each event, in the order of {@link
     * ProfileEvent}. Costs processor time.
     *
     * @param title of the pages
     * @throws ProfileException if it cannot be read
     */
    List<FlameGraph> read(String title) throws ProfileException;

    /**
     * Returns a file of what was sampled, in the format of JDK Flight Recorder, after {@link
     * #stop}; empty if there is none. It is there until {@link #close}.
     */
    Optional<Path> file();

    /** Gives up what is left of it, and ends the sampling if it goes on. Throws nothing. */
    @Override
    void close();
  }
}
