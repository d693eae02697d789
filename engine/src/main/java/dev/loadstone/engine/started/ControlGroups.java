package dev.loadstone.engine.started;

import dev.loadstone.core.plan.TargetProcess.Limits;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes control groups with limits: of version 2 where that has the controllers, else of version 1.
 * In version 1 a group stands below that of this process. In version 2 a group with processes must
 * not have groups with limits below it, so that it stands below the nearest group above where that
 * can be.
 *
 * @param hierarchies where groups are
 */
record ControlGroups(Hierarchies hierarchies) {
  private static final long PERIOD_MICROS = 100_000;
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";
  private static final String ENABLED = "cgroup.subtree_control";

  /** In all of these the group is one of its own, so that what they count is the target's alone. */
  private static final List<String> COUNTING = List.of(CPU, "cpuacct", MEMORY, "pids");

  /** What a kernel may round a limit of memory by: its largest usual page. */
  private static final long PAGE_MAX = 65_536;

  /**
   * Makes a group.
   *
   * @param name of the folder
   * @param limits of at least one kind
   * @throws LimitException if a limit cannot be imposed; nothing is left behind then
   */
  ControlGroup create(String name, Limits limits) throws LimitException {
    List<String> controllers = new ArrayList<>();
    limits.processors().ifPresent(some -> controllers.add(CPU));
    limits.memoryBytes().ifPresent(some -> controllers.add(MEMORY));
    Optional<Hierarchies.Place> unified = hierarchies.unified(controllers);
    return unified.isPresent()
        ? unified(unified.get(), controllers, name, limits)
        : separate(controllers, name, limits);
  }

  private ControlGroup unified(
      Hierarchies.Place place, List<String> controllers, String name, Limits limits)
      throws LimitException {
    List<String> why = new ArrayList<>();
    for (Path above = place.own(); above.startsWith(place.mount()); above = parent(above)) {
      if (isInUse(above)) {
        why.add(above + " has processes of its own");
        continue;
      }
      try {
        return below(above, controllers, name, limits);
      } catch (IOException refused) {
        why.add(said(refused));
      }
    }
    throw new LimitException(
        "no control group of version 2 can be made: " + String.join("; ", why));
  }

  /**
   * Returns whether a group has processes, so that it must have no groups with limits below it: a
   * kernel that lets controllers be enabled all the same makes groups there that none can enter.
   * The root is the only one that may have both, and the only one without a type.
   *
   * <p>Source: Linux, Documentation/admin-guide/cgroup-v2.rst, "No Internal Process Constraint" and
   * "cgroup.type".
   */
  private static boolean isInUse(Path group) {
    return Files.exists(group.resolve("cgroup.type"))
        && !Hierarchies.words(group.resolve("cgroup.procs")).isEmpty();
  }

  private ControlGroup below(Path above, List<String> controllers, String name, Limits limits)
      throws IOException, LimitException {
    List<String> enabled = new ArrayList<>();
    try {
      enable(above, controllers, enabled);
      ControlGroup group = new ControlGroup(2, List.of(Files.createDirectory(above.resolve(name))));
      try {
        limitUnified(group.folders().getFirst(), limits);
        return group;
      } catch (IOException | LimitException refused) {
        group.remove();
        throw refused;
      }
    } catch (IOException | LimitException refused) {
      disable(above, enabled);
      throw refused;
    }
  }

  private static Path parent(Path folder) {
    return Objects.requireNonNullElse(folder.getParent(), Path.of(""));
  }

  private static void enable(Path above, List<String> controllers, List<String> enabled)
      throws IOException {
    Path file = above.resolve(ENABLED);
    List<String> before = Hierarchies.words(file);
    for (String controller : controllers) {
      if (!before.contains(controller)) {
        write(file, "+" + controller);
        enabled.add(controller);
      }
    }
  }

  private static void disable(Path above, List<String> enabled) {
    for (String controller : enabled) {
      try {
        write(above.resolve(ENABLED), "-" + controller);
      } catch (IOException used) {
        // Somebody else has made use of it meanwhile.
      }
    }
  }

  private void limitUnified(Path folder, Limits limits) throws IOException, LimitException {
    if (limits.processors().isPresent()) {
      String most = quota(limits.processors().getAsDouble()) + " " + PERIOD_MICROS;
      set(folder.resolve("cpu.max"), most);
    }
    if (limits.memoryBytes().isPresent()) {
      Path swap = folder.resolve("memory.swap.max");
      boolean limited = isLimit(swap);
      setBytes(folder.resolve("memory.max"), limits.memoryBytes().getAsLong());
      if (limited) {
        set(swap, "0");
      }
    }
  }

  private ControlGroup separate(List<String> controllers, String name, Limits limits)
      throws LimitException {
    List<Path> made = new ArrayList<>();
    try {
      for (String controller : controllers) {
        make(folder(controller, name), made);
      }
      if (limits.processors().isPresent()) {
        limitProcessors(folder(CPU, name), limits.processors().getAsDouble());
      }
      if (limits.memoryBytes().isPresent()) {
        limitMemory(folder(MEMORY, name), limits.memoryBytes().getAsLong());
      }
      count(name, made);
      return new ControlGroup(1, made);
    } catch (IOException refused) {
      new ControlGroup(1, made).remove();
      throw new LimitException("no control group of version 1 can be made: " + said(refused));
    } catch (LimitException impossible) {
      new ControlGroup(1, made).remove();
      throw impossible;
    }
  }

  private Path folder(String controller, String name) throws LimitException {
    return hierarchies
        .separate(controller)
        .orElseThrow(
            () -> new LimitException("there is no control group with the controller " + controller))
        .own()
        .resolve(name);
  }

  /** Makes a folder, unless another controller of the same place has it already. */
  private static void make(Path folder, List<Path> made) throws IOException {
    if (!made.contains(folder)) {
      made.add(Files.createDirectory(folder));
    }
  }

  private void count(String name, List<Path> made) {
    for (String controller : COUNTING) {
      Optional<Hierarchies.Place> place = hierarchies.separate(controller);
      try {
        if (place.isPresent()) {
          make(place.get().own().resolve(name), made);
        }
      } catch (IOException uncounted) {
        // The limits hold all the same.
      }
    }
  }

  private static void limitProcessors(Path folder, double processors)
      throws IOException, LimitException {
    set(folder.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
    set(folder.resolve("cpu.cfs_quota_us"), String.valueOf(quota(processors)));
  }

  private void limitMemory(Path folder, long bytes) throws IOException, LimitException {
    Path both = folder.resolve("memory.memsw.limit_in_bytes");
    boolean limited = isLimit(both);
    setBytes(folder.resolve("memory.limit_in_bytes"), bytes);
    if (limited) {
      setBytes(both, bytes);
    }
  }

  /**
   * Returns whether there is a limit of swap.
   *
   * @throws LimitException if there is not, but there is swap
   */
  private boolean isLimit(Path file) throws LimitException {
    if (Files.exists(file)) {
      return true;
    }
    Path swaps = hierarchies.proc().resolve("swaps");
    if (Hierarchies.lines(swaps).size() > 1) { // the first has the titles
      throw new LimitException(
          "the machine has swap ("
              + swaps
              + "), and its kernel does not limit it: there is no "
              + file
              + " (boot it with swapaccount=1, or turn swap off by swapoff -a)");
    }
    return false;
  }

  private static long quota(double processors) {
    return Math.round(processors * PERIOD_MICROS);
  }

  /** Writes a value, and looks whether it is there then. */
  private static void set(Path file, String value) throws IOException, LimitException {
    write(file, value);
    String found = String.join(" ", Hierarchies.words(file));
    if (!found.equals(value)) {
      throw new LimitException(file + " is " + found + " after " + value + " was written to it");
    }
  }

  private static void setBytes(Path file, long bytes) throws IOException, LimitException {
    write(file, String.valueOf(bytes));
    String found = String.join(" ", Hierarchies.words(file));
    if (!found.matches("\\d{1,18}") || Math.abs(Long.parseLong(found) - bytes) >= PAGE_MAX) {
      throw new LimitException(file + " is " + found + " after " + bytes + " was written to it");
    }
  }

  /** Writes a value; the exception names the file, also where the kernel's answer does not. */
  private static void write(Path file, String value) throws IOException {
    try {
      Files.writeString(file, value);
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException refused) {
      throw new FileSystemException(
          file.toString(), null, value + " cannot be written to it: " + refused.getMessage());
    }
  }

  private static String said(IOException refused) {
    if (refused instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be written by this user";
    }
    if (refused instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getFile() + ": " + failed.getReason();
    }
    return String.valueOf(refused.getMessage());
  }
}
