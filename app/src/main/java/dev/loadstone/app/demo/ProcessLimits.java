package dev.loadstone.app.demo;

import dev.loadstone.core.quantity.DataSizes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process of Java may take of its machine.
 *
 * <p>The heap is limited by {@code -Xmx}; what Java needs besides is not. Processors are limited by
 * {@code -XX:ActiveProcessorCount}, which is how many Java thinks there are, and, where there is
 * the program {@code taskset}, by the processors on which the kernel lets the process run.
 *
 * @param memoryBytes the greatest size of the heap, at least 64 MB
 * @param processors how many of them, at least 1
 */
public record ProcessLimits(Optional<Long> memoryBytes, Optional<Integer> processors) {
  /** No limits. */
  public static final ProcessLimits NONE = new ProcessLimits(Optional.empty(), Optional.empty());

  private static final long MEBI = 1_048_576;
  private static final String TASKSET = "taskset";

  /** Returns whether anything is limited. */
  public boolean isAny() {
    return memoryBytes.isPresent() || processors.isPresent();
  }

  /** Returns the options of Java that limit it, which take the place of others before them. */
  List<String> javaOptions() {
    List<String> options = new ArrayList<>();
    memoryBytes.ifPresent(bytes -> options.add("-Xmx" + bytes / MEBI + "m"));
    memoryBytes.ifPresent(bytes -> options.add("-Xms" + Math.min(bytes / MEBI, 32) + "m"));
    processors.ifPresent(count -> options.add("-XX:ActiveProcessorCount=" + count));
    return options;
  }

  /** Returns the words before the command that let the kernel limit it; none if it cannot. */
  List<String> prefix() {
    return processors
        .filter(count -> isPinned())
        .map(count -> List.of(TASKSET, "-c", "0-" + (count - 1)))
        .orElse(List.of());
  }

  private static boolean isPinned() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
        && Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, TASKSET)));
  }

  /** Returns what is limited, and by what, for a person. */
  public String text() {
    Stream<String> memory =
        memoryBytes.stream().map(bytes -> DataSizes.human((double) bytes) + " of heap (-Xmx)");
    Stream<String> processor =
        processors.stream()
            .map(count ->
                (count == 1 ? "1 processor" : count + " processors")
                    + " (-XX:ActiveProcessorCount"
                    + (isPinned() ? ", " + TASKSET : "")
                    + ")");
    return String.join(", ", Stream.concat(memory, processor).toList());
  }
}
