package dev.loadstone.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * Lets a thread step back behind all others of the machine. Threads of one nice value take turns of
 * milliseconds on a processor; an event loop that shares one with a thread of the same value would
 * be late by as much.
 *
 * <p><b>Source:</b> setpriority(2): on Linux, {@code PRIO_PROCESS} with 0 means the calling thread;
 * everybody may raise a nice value. Java's own thread priorities have no effect there.
 */
final class LowPriority {
  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;
  private static final int NICE = 10;

  private LowPriority() {}

  /** Lets the calling thread step back, where the platform can do that for a thread. */
  @SuppressWarnings("restricted") // of the C library, with the signature that POSIX gives it
  static void takeOn() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setpriority =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setpriority"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
      var _ = (int) setpriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
    } catch (Throwable unavailable) {
      // as it was
    }
  }
}
