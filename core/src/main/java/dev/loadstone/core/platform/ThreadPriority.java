package dev.loadstone.core.platform;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * How the operating system ranks the calling thread among all others of the machine. Java's own
 * thread priorities have no effect on Linux; elsewhere nothing is done.
 *
 * <p><b>Source:</b> setpriority(2), where {@code PRIO_PROCESS} with 0 means the calling thread on
 * Linux; sched_setscheduler(2) and sched(7).
 */
public final class ThreadPriority {
  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;
  private static final int NICE = 10;

  /** First in, first out, and not for the threads that this one starts. */
  private static final int SCHED_FIFO_RESET_ON_FORK = 1 | 0x4000_0000;

  /** Above all threads without real-time priority, below the kernel's own. */
  private static final int REAL_TIME_PRIORITY = 5;

  private ThreadPriority() {}

  /**
   * Lets the calling thread step back behind others. Threads of one nice value take turns of
   * milliseconds on a processor; an event loop that shares one with a thread of the same value
   * would be late by as much. Everybody may do that.
   */
  @SuppressWarnings("restricted") // of the C library, with the signature that POSIX gives it
  public static void stepBack() {
    if (!isLinux()) {
      return;
    }
    try {
      MethodHandle setpriority =
          handle("setpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
      var _ = (int) setpriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
    } catch (Throwable unavailable) {
      // as it was
    }
  }

  /**
   * Gives the calling thread real-time priority: it runs as soon as there is something for it to
   * do, whatever else of lower priority wants the processor. For threads that wait most of the
   * time; one that never waits would take its processor from everything else.
   *
   * @return whether the system allowed it; it wants root or {@code CAP_SYS_NICE}
   */
  @SuppressWarnings("restricted") // of the C library, with the signature that POSIX gives it
  public static boolean goFirst() {
    if (!isLinux()) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle setscheduler =
          handle(
              "sched_setscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
      var parameters = arena.allocate(MemoryLayout.structLayout(JAVA_INT));
      parameters.set(JAVA_INT, 0, REAL_TIME_PRIORITY);
      return (int) setscheduler.invokeExact(CALLING_THREAD, SCHED_FIFO_RESET_ON_FORK, parameters)
          == 0;
    } catch (Throwable unavailable) {
      return false;
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(String name, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
  }
}
