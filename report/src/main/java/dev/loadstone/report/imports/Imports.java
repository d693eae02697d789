package dev.loadstone.report.imports;

import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads results of other tools. */
public final class Imports {
  private static final String ASK =
      "Give one of: "
          + Formats.ALL.stream()
              .map(format -> format.tool().label() + " (" + format.label() + ")")
              .distinct()
              .collect(Collectors.joining("; "))
          + ".";

  private Imports() {}

  /**
   * Returns whether a file is of a format that is known.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean recognises(Path file) throws IOException {
    Beginning beginning = new SourceFile(file).beginning();
    return Formats.ALL.stream().anyMatch(format -> format.recognises(beginning));
  }

  /**
   * Reads files. Those that a tool wrote of one run (Locust's) become one; every other file is one
   * of its own.
   *
   * @param files at least one
   * @param tool that wrote them, if a person says so
   * @param plan what to call the plan, if a person says so; the tool's name by default
   * @return in the order of the files
   * @throws InvalidInputException if a file is not what it must be, with its name and line
   * @throws IOException if a file cannot be read
   */
  public static List<Imported> read(List<Path> files, Optional<Tool> tool, Optional<String> plan)
      throws IOException {
    Map<SourceFile, ForeignFormat> formats = new LinkedHashMap<>();
    for (Path path : files) {
      SourceFile file = new SourceFile(path);
      formats.put(file, format(file, tool));
    }
    requireOneTool(formats);
    if (formats.values().iterator().next() instanceof LocustCsv locust) {
      List<Imported> read = new ArrayList<>();
      for (List<SourceFile> run : LocustCsv.runs(List.copyOf(formats.keySet()))) {
        read.add(locust.read(new Sources(run.getFirst(), run.subList(1, run.size()), plan)));
      }
      return read;
    }
    List<Imported> read = new ArrayList<>();
    for (Map.Entry<SourceFile, ForeignFormat> one : formats.entrySet()) {
      read.add(one.getValue().read(new Sources(one.getKey(), List.of(), plan)));
    }
    return read;
  }

  private static void requireOneTool(Map<SourceFile, ForeignFormat> formats) {
    Map.Entry<SourceFile, ForeignFormat> first = formats.entrySet().iterator().next();
    formats.forEach((file, format) -> {
      if (format.tool() != first.getValue().tool()) {
        throw file.wrong(
            1,
            "must be a result of "
                + first.getValue().tool().label()
                + " as "
                + first.getKey().path()
                + " is, got one of "
                + format.tool().label(),
            "Import results of different tools apart.");
      }
    });
  }

  private static ForeignFormat format(SourceFile file, Optional<Tool> tool) throws IOException {
    Beginning beginning = file.beginning();
    if (beginning.isBlank()) {
      throw file.wrong(1, "must hold results, and is empty", "Was the tool stopped?");
    }
    List<ForeignFormat> known =
        Formats.ALL.stream()
            .filter(format -> tool.isEmpty() || format.tool() == tool.get())
            .filter(format -> format.recognises(beginning))
            .toList();
    if (known.size() == 1) {
      return known.getFirst();
    }
    if (known.size() > 1) {
      throw file.wrong(
          1,
          "must be of one tool, got what may be of "
              + known.stream().map(one -> one.tool().label()).collect(Collectors.joining(" or ")),
          "Say which with --tool.");
    }
    throw unknown(file, beginning, tool);
  }

  private static InvalidInputException unknown(
      SourceFile file, Beginning beginning, Optional<Tool> tool) {
    Optional<ForeignFormat> other =
        Formats.ALL.stream().filter(format -> format.recognises(beginning)).findFirst();
    if (tool.isPresent() && other.isPresent()) {
      return file.wrong(
          1,
          "must be a result of "
              + tool.get().label()
              + ", got one of "
              + other.get().tool().label(),
          "Leave --tool out, or give another file.");
    }
    if (beginning.has("Timestamp", "Latency", "BytesOut", "BytesIn")) {
      return file.wrong(
          1,
          "must be a known result, got vegeta's binary results",
          "Give what \"vegeta encode --to json\" makes of them.");
    }
    if (beginning.text().stripLeading().startsWith("[") && beginning.has("\"primaryMetric\"")) {
      return file.wrong(
          1,
          "holds benchmarks of JMH, which are no run",
          "\"loadstone compare\" takes the file as it is.");
    }
    return file.wrong(
        1,
        "must be a result of a tool that is known, got: " + SourceFile.brief(beginning.firstLine()),
        ASK);
  }
}
