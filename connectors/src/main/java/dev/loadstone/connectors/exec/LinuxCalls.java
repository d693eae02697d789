package dev.loadstone.connectors.exec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the C library on 64-bit Linux that start a program and tell what it used.
 *
 * <p><b>Source:</b> posix_spawn(3), posix_spawn_file_actions_addclosefrom_np (glibc 2.34),
 * pipe2(2), wait4(2), getrusage(2). Structures are allocated larger than those of glibc and musl
 * are.
 */
@SuppressWarnings("restricted") // the program is started with native access
final class LinuxCalls {
  private static final int O_CLOEXEC = 0x80000;
  private static final short SET_GROUP_AND_MASK = 0x02 | 0x08;
  private static final int SIGKILL = 9;
  private static final int INTERRUPTED_MAX = 1_000;
  private static final long STRUCTURE = 1_024;
  private static final int FIRST_OTHER_DESCRIPTOR = 3;

  private final MethodHandle pipe;
  private final MethodHandle close;
  private final MethodHandle kill;
  private final MethodHandle wait;
  private final MethodHandle spawn;
  private final MethodHandle actionsInit;
  private final MethodHandle actionsDup;
  private final MethodHandle actionsChdir;
  private final MethodHandle actionsCloseFrom;
  private final MethodHandle actionsDestroy;
  private final MethodHandle attributesInit;
  private final MethodHandle attributesFlags;
  private final MethodHandle attributesGroup;
  private final MethodHandle attributesMask;
  private final MethodHandle attributesDestroy;
  private final MethodHandle strerror;

  /** The calls, or null where they are not to be had. */
  private static final @Nullable LinuxCalls AVAILABLE = find();

  /** A child that has ended: its raw status, and the times and memory of {@code struct rusage}. */
  record Ended(int status, long userMicros, long systemMicros, long maxRssBytes) {}

  /** A call that did not succeed. */
  static final class CallException extends Exception {
    private static final long serialVersionUID = 1L;

    CallException(String message) {
      super(message);
    }
  }

  private LinuxCalls() {
    pipe = call("pipe2", JAVA_INT, ADDRESS, JAVA_INT);
    close = call("close", JAVA_INT, JAVA_INT);
    kill = call("kill", JAVA_INT, JAVA_INT, JAVA_INT);
    wait = call("wait4", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    spawn = call("posix_spawnp", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    actionsInit = call("posix_spawn_file_actions_init", JAVA_INT, ADDRESS);
    actionsDup = call("posix_spawn_file_actions_adddup2", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    actionsChdir = call("posix_spawn_file_actions_addchdir_np", JAVA_INT, ADDRESS, ADDRESS);
    actionsCloseFrom =
        call("posix_spawn_file_actions_addclosefrom_np", JAVA_INT, ADDRESS, JAVA_INT);
    actionsDestroy = call("posix_spawn_file_actions_destroy", JAVA_INT, ADDRESS);
    attributesInit = call("posix_spawnattr_init", JAVA_INT, ADDRESS);
    attributesFlags = call("posix_spawnattr_setflags", JAVA_INT, ADDRESS, JAVA_SHORT);
    attributesGroup = call("posix_spawnattr_setpgroup", JAVA_INT, ADDRESS, JAVA_INT);
    attributesMask = call("posix_spawnattr_setsigmask", JAVA_INT, ADDRESS, ADDRESS);
    attributesDestroy = call("posix_spawnattr_destroy", JAVA_INT, ADDRESS);
    strerror = call("strerror", ADDRESS, JAVA_INT);
  }

  /** Returns the calls; empty on other systems, and where the C library lacks one of them. */
  static Optional<LinuxCalls> available() {
    return Optional.ofNullable(AVAILABLE);
  }

  private static @Nullable LinuxCalls find() {
    boolean fits =
        System.getProperty("os.name", "").equals("Linux") && ADDRESS.byteSize() == Long.BYTES;
    if (!fits) {
      return null;
    }
    try {
      return new LinuxCalls();
    } catch (NoSuchElementException | IllegalCallerException | UnsupportedOperationException no) {
      return null;
    }
  }

  @SuppressWarnings("restricted") // the signatures are those of the C library's documentation
  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    return linker.downcallHandle(
        library.find(name).orElseThrow(), FunctionDescriptor.of(result, parameters));
  }

  /** Returns the reading and the writing end of a new pipe. */
  int[] newPipe() throws CallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      if ((int) pipe.invokeExact(ends, O_CLOEXEC) != 0) {
        throw new CallException("no pipe is to be had");
      }
      return new int[] {ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1)};
    } catch (CallException own) {
      throw own;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Closes a file descriptor. */
  void closeDescriptor(int descriptor) {
    try {
      int ignored = (int) close.invokeExact(descriptor);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Kills a process group. */
  void killGroup(int group) {
    try {
      int ignored = (int) kill.invokeExact(-group, SIGKILL);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Starts a program in a process group of its own, with nothing open but the given descriptors.
   *
   * @param standard what becomes its input, output and error output
   * @param environment {@code NAME=value} each
   * @return its process id
   */
  int spawn(Command command, List<String> environment, int[] standard) throws CallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(STRUCTURE, Long.BYTES);
      MemorySegment attributes = arena.allocate(STRUCTURE, Long.BYTES);
      int first = (int) actionsInit.invokeExact(actions);
      first |= (int) attributesInit.invokeExact(attributes);
      for (int i = 0; i < standard.length; i++) {
        first |= (int) actionsDup.invokeExact(actions, standard[i], i);
      }
      first |= (int) actionsCloseFrom.invokeExact(actions, FIRST_OTHER_DESCRIPTOR);
      if (command.dir().isPresent()) {
        MemorySegment dir = arena.allocateFrom(command.dir().get().toString());
        first |= (int) actionsChdir.invokeExact(actions, dir);
      }
      first |= (int) attributesFlags.invokeExact(attributes, SET_GROUP_AND_MASK);
      first |= (int) attributesGroup.invokeExact(attributes, 0);
      first |= (int) attributesMask.invokeExact(attributes, arena.allocate(STRUCTURE, Long.BYTES));
      MemorySegment pid = arena.allocate(JAVA_INT);
      MemorySegment file = arena.allocateFrom(command.words().getFirst());
      int error =
          first != 0
              ? first
              : (int)
                  spawn.invokeExact(
                      pid,
                      file,
                      actions,
                      attributes,
                      texts(command.words(), arena),
                      texts(environment, arena));
      int ignored = (int) actionsDestroy.invokeExact(actions);
      ignored = (int) attributesDestroy.invokeExact(attributes);
      if (error != 0) {
        throw new CallException(message(error));
      }
      return pid.get(JAVA_INT, 0);
    } catch (CallException own) {
      throw own;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MemorySegment texts(List<String> texts, Arena arena) {
    List<MemorySegment> pointers = new ArrayList<>();
    texts.forEach(text -> pointers.add(arena.allocateFrom(text)));
    MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < pointers.size(); i++) {
      array.setAtIndex(ADDRESS, i, pointers.get(i));
    }
    array.setAtIndex(ADDRESS, texts.size(), MemorySegment.NULL);
    return array;
  }

  @SuppressWarnings("restricted") // strerror gives a text that ends
  private String message(int error) throws Throwable {
    MemorySegment text = (MemorySegment) strerror.invokeExact(error);
    return text.reinterpret(Short.MAX_VALUE).getString(0);
  }

  /** Awaits the end of a child, and takes it from the process table; blocks the platform thread. */
  Ended await(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(JAVA_INT);
      MemorySegment usage = arena.allocate(STRUCTURE, Long.BYTES);
      int ended;
      int tries = 0;
      do {
        ended = (int) wait.invokeExact(pid, status, 0, usage);
        tries++;
      } while (ended != pid && tries < INTERRUPTED_MAX);
      if (ended != pid) {
        throw new IllegalStateException("the end of the process " + pid + " was not to be seen");
      }
      return new Ended(
          status.get(JAVA_INT, 0),
          micros(usage, 0),
          micros(usage, 2),
          usage.getAtIndex(JAVA_LONG, 4) * 1_024);
    } catch (RuntimeException own) {
      throw own;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns a {@code struct timeval}, of two longs. */
  private static long micros(MemorySegment usage, int index) {
    return usage.getAtIndex(JAVA_LONG, index) * 1_000_000 + usage.getAtIndex(JAVA_LONG, index + 1);
  }
}
