package dev.loadstone.connectors.exec;

import dev.loadstone.connectors.exec.LinuxCalls.CallException;
import dev.loadstone.connectors.exec.LinuxCalls.Ended;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program started on Linux by {@code posix_spawn}, whose end is awaited by {@code wait4}, which
 * tells what it used.
 *
 * <p>Memory: {@code ru_maxrss} of a child begins with the peak of the process that started it,
 * since both share their memory until the program is loaded. It is used where it is above that;
 * otherwise the program's own high-water mark ({@code VmHWM} in {@code /proc}) as it was last seen,
 * which is looked at 1, 2, 4 … and then every 100 ms after the start.
 *
 * <p><b>Source:</b> getrusage(2), proc(5); {@code exec_mmap} in Linux's fs/exec.c for the peak that
 * is handed on.
 */
final class LinuxProgram implements Program {
  private static final long LOOK_MILLIS_MAX = 100;
  private static final int SIGNAL_BASE = 128;

  private final LinuxCalls calls;
  private final int pid;
  private final long inheritedPeak;
  private final OutputStream stdin;
  private final InputStream stdout;
  private final InputStream stderr;
  private final CompletableFuture<Ended> end = new CompletableFuture<>();
  private OptionalLong peakSeen = OptionalLong.empty();

  private LinuxProgram(LinuxCalls calls, int pid, int in, int out, int err) throws IOException {
    this.calls = calls;
    this.pid = pid;
    this.inheritedPeak = peakOf("self").orElse(Long.MAX_VALUE);
    this.stdin = new FileOutputStream(path(in));
    this.stdout = new FileInputStream(path(out));
    this.stderr = new FileInputStream(path(err));
    Thread.ofPlatform()
        .daemon()
        .name("exec-wait")
        .start(() -> {
          try {
            end.complete(calls.await(pid));
          } catch (IllegalStateException lost) {
            end.completeExceptionally(lost);
          }
        });
  }

  private static String path(int descriptor) {
    return "/proc/self/fd/" + descriptor;
  }

  /**
   * Starts a program.
   *
   * @throws IOException if that is not possible
   */
  static LinuxProgram start(LinuxCalls calls, Command command) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(command.env());
    List<String> variables = new ArrayList<>();
    environment.forEach((name, value) -> variables.add(name + "=" + value));
    List<Integer> open = new ArrayList<>();
    try {
      int[] in = pipe(calls, open);
      int[] out = pipe(calls, open);
      int[] err = pipe(calls, open);
      int pid = calls.spawn(command, variables, new int[] {in[0], out[1], err[1]});
      return new LinuxProgram(calls, pid, in[1], out[0], err[0]);
    } catch (CallException failed) {
      String place = command.dir().map(dir -> " (in directory \"" + dir + "\")").orElse("");
      throw new IOException(
          "Cannot run program \""
              + command.words().getFirst()
              + "\""
              + place
              + ": "
              + failed.getMessage(),
          failed);
    } finally {
      open.forEach(calls::closeDescriptor); // the program and the streams have their own by now
    }
  }

  private static int[] pipe(LinuxCalls calls, List<Integer> open) throws CallException {
    int[] ends = calls.newPipe();
    open.add(ends[0]);
    open.add(ends[1]);
    return ends;
  }

  /** Returns the high-water mark of a process's resident memory, in bytes. */
  private static OptionalLong peakOf(String process) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
        if (line.startsWith("VmHWM:")) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1_024);
        }
      }
    } catch (IOException gone) {
      // it has ended
    }
    return OptionalLong.empty();
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return stdout;
  }

  @Override
  public InputStream stderr() {
    return stderr;
  }

  @Override
  public Exit await() throws InterruptedException {
    long pause = 1;
    while (true) {
      try {
        return exit(end.get(pause, TimeUnit.MILLISECONDS));
      } catch (TimeoutException running) {
        OptionalLong peak = peakOf(Integer.toString(pid));
        peakSeen = peak.isPresent() ? peak : peakSeen;
        pause = Math.min(LOOK_MILLIS_MAX, pause * 2);
      } catch (ExecutionException lost) {
        throw new IllegalStateException(lost.getCause());
      }
    }
  }

  private Exit exit(Ended ended) {
    int signal = ended.status() & 0x7f;
    int code = signal == 0 ? ended.status() >> 8 & 0xff : SIGNAL_BASE + signal;
    OptionalLong peak =
        ended.maxRssBytes() > inheritedPeak ? OptionalLong.of(ended.maxRssBytes()) : peakSeen;
    return new Exit(
        code,
        Optional.of(new Usage(ended.userMicros() * 1_000, ended.systemMicros() * 1_000, peak)));
  }

  /** Processes that have left the group are found as descendants, as long as their parents live. */
  @Override
  public void killTree() {
    if (!end.isDone()) {
      ProcessHandle.of(pid)
          .ifPresent(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    }
    calls.killGroup(pid);
  }
}
