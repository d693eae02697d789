package dev.loadstone.core.platform;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How the operating system ranks the calling thread among all others of the machine. Java's own
 * thread priorities have no effect on Linux; elsewhere nothing is done.
 *
 * <p><b>Source:</b> setpriority(2), where {@code PRIO_PROCESS} with 0 means the calling thread on
 * Linux; sched_setscheduler(2), sched_setattr(2) and sched(7). That {@code sched_runtime} of a
 * thread without real-time priority is the length of its turns: Linux 6.12, {@code __setparam_fair}
 * in kernel/sched/syscalls.c.
 */
public final class ThreadPriority {
  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;
  private static final int NICE = 10;

  /** First in, first out, and not for the threads that this one starts. */
  private static final int SCHED_FIFO_RESET_ON_FORK = 1 | 0x4000_0000;

  private static final int SCHED_OTHER = 0;

  /** The shortest turn that there is. */
  private static final long SHORT_TURN_NANOS = 100_000L;

  /** Fields of {@code struct sched_attr}: where they begin, and its size. */
  private static final long ATTR_SIZE = 0;

  private static final long ATTR_POLICY = 4;
  private static final long ATTR_NICE = 16;
  private static final long ATTR_RUNTIME = 24;
  private static final int ATTR_BYTES = 48;

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
      if (nice() < NICE) {
        MethodHandle setpriority =
            handle("setpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        var _ = (int) setpriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
      }
    } catch (Throwable unavailable) {
      // as it was
    }
  }

  /**
   * Has the calling thread given the processor in short turns, and early: one that wants it for
   * less than a turn of others need not wait for the end of theirs. Its share of the processor is
   * as before. Everybody may do that. Nothing happens where the kernel does not know of it.
   */
  @SuppressWarnings("restricted") // of the C library, with the signature that glibc gives it
  public static void takeShortTurns() {
    OptionalLong call = setattr();
    if (call.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle getscheduler =
          handle("sched_getscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
      if ((int) getscheduler.invokeExact(CALLING_THREAD) != SCHED_OTHER) {
        return; // somebody has chosen
      }
      MemorySegment attributes = arena.allocate(ATTR_BYTES, Long.BYTES);
      attributes.set(JAVA_INT, ATTR_SIZE, ATTR_BYTES);
      attributes.set(JAVA_INT, ATTR_POLICY, SCHED_OTHER);
      attributes.set(JAVA_INT, ATTR_NICE, nice());
      attributes.set(JAVA_LONG, ATTR_RUNTIME, SHORT_TURN_NANOS);
      MethodHandle syscall =
          handle(
              "syscall",
              FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
              Linker.Option.firstVariadicArg(1));
      var _ = (long) syscall.invokeExact(call.getAsLong(), CALLING_THREAD, attributes, 0);
    } catch (Throwable unavailable) {
      // as it was
    }
  }

  /** Returns the number of the system call {@code sched_setattr}, which the C library hides. */
  private static OptionalLong setattr() {
    if (!isLinux()) {
      return OptionalLong.empty();
    }
    return switch (System.getProperty("os.arch", "")) {
      case "amd64" -> OptionalLong.of(314);
      case "aarch64" -> OptionalLong.of(274);
      default -> OptionalLong.empty();
    };
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

  /** Returns the nice value of the calling thread. */
  private static int nice() throws Throwable {
    MethodHandle getpriority =
        handle("getpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    return (int) getpriority.invokeExact(PRIO_PROCESS, CALLING_THREAD);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(
      String name, FunctionDescriptor signature, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature, options);
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
  }
}
