package dev.loadstone.web.runs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.RunDirectoryReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A folder whose folders are runs. Nothing outside it is ever read, whatever an id says and
 * wherever a link points. Thread-safe.
 */
public final class RunFolder {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The verdict of a run that goes on. */
  public static final String RUNNING = "running";

  /** The verdict of a run that never came to one. */
  public static final String CUT = "cut";

  private final Path folder;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** A run that was read before, and when what was read was written. */
  private record Known(FileTime written, ListedRun run) {}

  /** Creates a view of a folder, which need not exist yet. */
  public RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the folder of a run.
   *
   * @return empty if there is no such run in this folder
   */
  public Optional<Path> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Path path = folder.resolve(id);
    try {
      Path real = path.toRealPath();
      boolean within = folder.toRealPath().equals(real.getParent());
      return within && new RunDirectory(path).holdsRun() ? Optional.of(path) : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /**
   * Returns the result of a run, made of what it recorded; one that goes on counts as cut.
   *
   * @throws RunDirectoryException if it cannot be read
   */
  public static RunResult result(Path run) throws RunDirectoryException {
    RunAccumulator accumulator = new RunAccumulator();
    RunDirectoryReader.of(new RunDirectory(run)).replay(accumulator);
    return accumulator.result();
  }

  /**
   * Returns the name of a run's plan.
   *
   * @throws IOException if it cannot be read
   */
  public static String plan(Path run) throws IOException {
    return MAPPER.readTree(new RunDirectory(run).run().toFile()).path("name").asText();
  }

  /**
   * Returns all runs, the latest first. Damaged ones are left out.
   *
   * @param goingOn the id of the run that goes on
   * @throws IOException if the folder cannot be read
   */
  public List<ListedRun> list(Optional<String> goingOn) throws IOException {
    List<ListedRun> runs = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String id = String.valueOf(entry.getFileName());
        if (find(id).isPresent()) {
          read(id, entry, goingOn.filter(id::equals).isPresent()).ifPresent(runs::add);
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    runs.sort(Comparator.comparing(ListedRun::started).reversed());
    return runs;
  }

  private Optional<ListedRun> read(String id, Path entry, boolean goingOn) {
    RunDirectory directory = new RunDirectory(entry);
    boolean over = Files.isRegularFile(directory.result());
    Path file = over ? directory.result() : directory.run();
    try {
      FileTime written = Files.getLastModifiedTime(file);
      Known before = known.get(id);
      ListedRun run;
      if (before != null && over && before.written().equals(written)) {
        run = before.run();
      } else {
        run = over ? finished(id, file) : unfinished(id, file, goingOn);
        known.put(id, new Known(written, run));
      }
      return Optional.of(run);
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private static ListedRun unfinished(String id, Path file, boolean goingOn) throws IOException {
    JsonNode run = MAPPER.readTree(file.toFile());
    OptionalDouble unknown = OptionalDouble.empty();
    return new ListedRun(
        id,
        run.path("name").asText(),
        run.path("started").asText(),
        goingOn ? RUNNING : CUT,
        unknown,
        unknown,
        unknown);
  }

  /** Reads no more of the document than it needs: it grows with the run. */
  private static ListedRun finished(String id, Path file) throws IOException {
    String name = "";
    String started = "";
    String verdict = "";
    OptionalDouble seconds = OptionalDouble.empty();
    OptionalDouble rate = OptionalDouble.empty();
    OptionalDouble p95 = OptionalDouble.empty();
    try (JsonParser json = MAPPER.getFactory().createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME && p95.isEmpty()) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "name" -> name = json.getText();
          case "started" -> started = json.getText();
          case "verdict" -> verdict = json.getText();
          case "duration" -> seconds = OptionalDouble.of(json.getDoubleValue());
          case "load" -> rate = number(((JsonNode) json.readValueAsTree()).path("achieved_rate"));
          case "measures" -> p95 = p95(json);
          default -> json.skipChildren();
        }
        if (field.equals("measures")) {
          break;
        }
      }
    }
    return new ListedRun(id, name, started, verdict, seconds, rate, p95);
  }

  private static OptionalDouble p95(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      JsonNode measure = json.readValueAsTree();
      if (measure.path("name").asText().equals("response_time") && measure.path("tags").isEmpty()) {
        return number(measure.path("percentiles").path("p95"));
      }
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
  }
}
