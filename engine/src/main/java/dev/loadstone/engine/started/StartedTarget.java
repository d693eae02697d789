package dev.loadstone.engine.started;

import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.TargetProcess;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A target under way that was started for a run. It ends with this process, however that ends: a
 * guard beside it sees its own input end then, and kills what is left. Thread-safe.
 */
public final class StartedTarget implements AutoCloseable {
  private static final Path PROC = Path.of("/proc");
  private static final long LOOK_MILLIS = 100;
  private static final int SIGNALS_FROM = 128;

  private final Target target;
  private final TargetProcess planned;
  private final Optional<Path> file;
  private final Optional<ControlGroup> group;
  private final Process process;
  private final Process guard;
  private final TargetOutput output;
  private final AtomicBoolean closing = new AtomicBoolean();

  private StartedTarget(
      Target target,
      TargetProcess planned,
      Optional<Path> file,
      Optional<ControlGroup> group,
      Process process)
      throws IOException {
    this.target = target;
    this.planned = planned;
    this.file = file;
    this.group = group;
    this.process = process;
    this.output =
        new TargetOutput(
            "loadstone-target-" + target.name(),
            process.getInputStream(),
            file,
            TargetOutput.BYTES_MAX);
    this.guard =
        new ProcessBuilder(Commands.guard(process.pid(), group))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /**
   * Starts a target.
   *
   * @param places where it will listen, as far as that is known
   * @param file what it writes goes there; empty for nowhere
   * @throws InvalidInputException if a place is taken, the program is not there, or a limit cannot
   *     be imposed; nothing is running then
   */
  public static StartedTarget start(
      Target target, List<InetSocketAddress> places, Optional<Path> file) {
    TargetProcess planned =
        target
            .process()
            .orElseThrow(() -> new IllegalArgumentException("nothing is started of " + target));
    for (InetSocketAddress place : places) {
      if (Looks.connection(place.getHostString(), place.getPort()).isEmpty()) {
        throw invalid(
            target,
            "",
            "cannot be started, for something answers already at "
                + place.getHostString()
                + ":"
                + place.getPort(),
            "End that, or give the target another port; or leave start out to load what is there.");
      }
    }
    Path program = program(target, planned);
    Optional<ControlGroup> group = group(target, planned.limits());
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Commands.target(
                      program, planned.command().subList(1, planned.command().size()), group))
              .directory(planned.directory().toAbsolutePath().toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true);
      builder.environment().putAll(planned.environment());
      return watched(target, planned, file, group, builder.start());
    } catch (IOException | IllegalArgumentException failed) {
      group.ifPresent(ControlGroup::remove);
      throw invalid(target, ".command", "cannot be run: " + failed.getMessage(), "");
    }
  }

  private static StartedTarget watched(
      Target target,
      TargetProcess planned,
      Optional<Path> file,
      Optional<ControlGroup> group,
      Process process)
      throws IOException {
    try {
      return new StartedTarget(target, planned, file, group, process);
    } catch (IOException unwatched) {
      new Family(process.toHandle(), group).end(Duration.ZERO);
      throw unwatched;
    }
  }

  private static Path program(Target target, TargetProcess planned) {
    if (!Files.isDirectory(planned.directory().toAbsolutePath())) {
      throw invalid(
          target, ".directory", "must name a folder that exists, got: " + planned.directory(), "");
    }
    String name = planned.command().getFirst();
    String path =
        Optional.ofNullable(planned.environment().get("PATH"))
            .or(() -> Optional.ofNullable(System.getenv("PATH")))
            .orElse("");
    return Commands.program(name, planned.directory(), path)
        .orElseThrow(() ->
            invalid(
                target,
                ".command",
                "must name a program that can be run, got: " + name,
                name.indexOf('/') >= 0
                    ? "There is no such file that may be executed in "
                        + planned.directory().toAbsolutePath().normalize()
                        + "."
                    : "It is in none of the folders of PATH. Install it, or write its whole path."));
  }

  private static Optional<ControlGroup> group(Target target, TargetProcess.Limits limits) {
    if (!limits.isAny()) {
      return Optional.empty();
    }
    String name =
        "loadstone-"
            + ProcessHandle.current().pid()
            + "-"
            + target.name()
            + "-"
            + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    try {
      return Optional.of(new ControlGroups(new Hierarchies(PROC)).create(name, limits));
    } catch (LimitException impossible) {
      throw invalid(
          target,
          limits.processors().isPresent() ? ".cpu" : ".memory",
          "cannot be imposed, for " + impossible.getMessage(),
          "Limits need control groups of Linux that Loadstone may write: run it as root, or by"
              + " systemd-run --user --scope, or in a container with --privileged --cgroupns=host;"
              + " or leave cpu and memory out.");
    }
  }

  private static InvalidInputException invalid(
      Target target, String key, String message, String fix) {
    String path =
        target.name().equals(Target.DEFAULT)
            ? "target.start"
            : "target." + target.name() + ".start";
    return new InvalidInputException(
        List.of(new Problem(Optional.empty(), path + key, message, fix)));
  }

  /**
   * Waits until it can take load.
   *
   * @param places where connections must be taken if no path says more
   * @throws StartException if it ends before, or cannot in time
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitHealth(List<InetSocketAddress> places)
      throws StartException, InterruptedException {
    long until = System.nanoTime() + planned.within().toNanos();
    Optional<String> lack = Optional.of("it was not looked at");
    while (lack.isPresent()) {
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new StartException(ended("before it could take load"));
      }
      lack = lack(places);
      if (lack.isPresent() && System.nanoTime() - until > 0) {
        throw new StartException(
            name()
                + " could not take load within "
                + Durations.format(planned.within())
                + ": "
                + lack.get()
                + "."
                + said()
                + " Mend it, or give it more time: within.");
      }
    }
  }

  private Optional<String> lack(List<InetSocketAddress> places) {
    if (planned.healthy().isPresent()) {
      return target.instances().stream()
          .map(base -> Looks.answer(URI.create(base + planned.healthy().get())))
          .flatMap(Optional::stream)
          .findFirst();
    }
    return places.stream()
        .map(place -> Looks.connection(place.getHostString(), place.getPort()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Returns the target. */
  public Target target() {
    return target;
  }

  /** Returns the id of its process. */
  public long pid() {
    return process.pid();
  }

  /** Returns what it is limited to and by what, for a person; empty if it is not. */
  public Optional<String> limits() {
    return group.map(known ->
        (planned.limits().processors().isPresent()
                ? planned.limits().processors().getAsDouble() + " processors, "
                : "")
            + (planned.limits().memoryBytes().isPresent()
                ? DataSizes.human(planned.limits().memoryBytes().getAsLong()) + " of memory, "
                : "")
            + "control group version "
            + known.version());
  }

  /**
   * Tells when it ends by itself, on another thread: at once if it has, never once it is closed.
   *
   * @param hears a sentence with the exit code and its last lines, without its full stop
   */
  public void onEnd(Consumer<String> hears) {
    var _ =
        process
            .onExit()
            .thenAccept(over -> {
              if (!closing.get()) {
                hears.accept(withoutStop(ended("while the load went on")));
              }
            });
  }

  /**
   * Returns what there is to say of its end, if it has ended by itself.
   *
   * @param when that will have been, to be read after "ended"
   * @param patience how long to wait for that
   */
  public Optional<String> ending(String when, Duration patience) throws InterruptedException {
    return !closing.get() && process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? Optional.of(ended(when))
        : Optional.empty();
  }

  private String ended(String when) {
    output.awaitEnd();
    int code = process.exitValue();
    if (code == Commands.NOT_IN_GROUP && group.isPresent()) {
      return name() + " could not be put into its control group." + said();
    }
    return name()
        + " ended "
        + when
        + ", with exit code "
        + code
        + (code > SIGNALS_FROM ? " (signal " + (code - SIGNALS_FROM) + ")" : "")
        + memory()
        + "."
        + said();
  }

  private String memory() {
    boolean killed = group.map(ControlGroup::killedForMemory).orElse(0L) > 0;
    return killed && planned.limits().memoryBytes().isPresent()
        ? ": the kernel killed it, for it had used up its "
            + DataSizes.human(planned.limits().memoryBytes().getAsLong())
            + " of memory"
        : "";
  }

  private String said() {
    String lines = output.lastLines();
    return (lines.isEmpty() ? " It wrote nothing." : " Its last lines: " + lines + ".")
        + file.map(path -> loss().orElse("All of its output: " + path))
            .map(all -> " " + all + ".")
            .orElse("");
  }

  /** Returns why not all of its output is in the file, without the full stop; empty if it is. */
  public Optional<String> loss() {
    return output
        .loss()
        .flatMap(why ->
            file.map(
                path -> "The output of " + lowName() + " is in " + path + " only in part: " + why));
  }

  private String lowName() {
    return name().replaceFirst("^The", "the");
  }

  private String name() {
    return target.name().equals(Target.DEFAULT) ? "The target" : "The target " + target.name();
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /** Has it end, with all that it started, and waits for that. */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // before: it is to have its time all the same
    new Family(process.toHandle(), group).end(planned.stop());
    guard.destroyForcibly();
    output.close();
    group.ifPresent(ControlGroup::remove);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
