package dev.loadstone.engine.started;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands by which a target is started, and looked after. */
final class Commands {
  /** The code with which the program ends that puts itself into a group first, if it cannot. */
  static final int NOT_IN_GROUP = 125;

  private static final String SHELL = "/bin/sh";

  /** Puts itself into the groups before {@code --}, then becomes the command behind it. */
  private static final String INTO_GROUPS =
      """
      while [ "$1" != -- ]; do
        echo $$ > "$1/cgroup.procs" || exit %d
        shift
      done
      shift
      exec "$@"
      """
          .formatted(NOT_IN_GROUP);

  /**
   * Waits until its input ends, as it does however the process at its other end does, and then ends
   * all processes of a session, which may have several process groups, and of control groups.
   *
   * <p>Source: proc(5), {@code /proc/PID/stat}: the fourth word behind the name is the session.
   */
  private static final String GUARD =
      """
      trap '' INT TERM HUP
      read -r _
      first=$1
      shift
      kill -s KILL -- "-$first" 2>/dev/null || kill -s KILL "$first" 2>/dev/null
      belongs() { [ "$4" = "$first" ]; }
      for stat in /proc/[0-9]*/stat; do
        if read -r line < "$stat" && belongs ${line##*) }; then
          id=${stat#/proc/}
          kill -s KILL "${id%/stat}"
        fi
      done 2>/dev/null
      for group in "$@"; do
        while read -r id; do kill -s KILL "$id" 2>/dev/null; done < "$group/cgroup.procs"
      done
      for pause in 0.1 0.2 0.5 1; do
        sleep $pause
        left=
        for group in "$@"; do rmdir "$group" 2>/dev/null || left=1; done
        [ -z "$left" ] && exit 0
      done
      """;

  private Commands() {}

  /**
   * Returns the command of a target, in a session of its own where there is the program {@code
   * setsid}, so that a Ctrl+C in the terminal does not reach it. The process that it starts becomes
   * the target's, with the same id.
   *
   * @param program the whole path of it
   */
  static List<String> target(Path program, List<String> arguments, Optional<ControlGroup> group) {
    List<String> command = new ArrayList<>(session());
    if (group.isPresent()) {
      command.addAll(List.of(SHELL, "-c", INTO_GROUPS, "loadstone-target"));
      group.get().folders().forEach(folder -> command.add(folder.toString()));
      command.add("--");
    }
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /** Returns the command that ends a target's processes when its standard input ends. */
  static List<String> guard(long process, Optional<ControlGroup> group) {
    List<String> command = new ArrayList<>(session());
    command.addAll(List.of(SHELL, "-c", GUARD, "loadstone-target-guard", String.valueOf(process)));
    group.ifPresent(known -> known.folders().forEach(folder -> command.add(folder.toString())));
    return command;
  }

  private static List<String> session() {
    return onPath("setsid", Optional.ofNullable(System.getenv("PATH")).orElse(""))
        .map(program -> List.of(program.toString()))
        .orElse(List.of());
  }

  /**
   * Returns the file of a program.
   *
   * @param name of a program on the path, or the path of one from the folder
   * @param path folders with colons between
   */
  static Optional<Path> program(String name, Path folder, String path) {
    return name.indexOf('/') >= 0
        ? Optional.of(folder.resolve(name).toAbsolutePath().normalize()).filter(Commands::isProgram)
        : onPath(name, path);
  }

  private static Optional<Path> onPath(String name, String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Commands::isProgram)
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
