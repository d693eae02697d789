package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.TargetProcess;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.QuantityFormatException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a target is started. */
final class TargetProcessReader {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final long MEMORY_MIN = 1_000_000;
  private static final String EXAMPLE = "Write command: java -jar shop.jar --port 8080.";

  /** A part of a word: in quotation marks of either kind, or without any. */
  private static final Pattern PART = Pattern.compile("\"[^\"]*\"|'[^']*'|[^\\s\"']+");

  private final ReadContext context;

  TargetProcessReader(ReadContext context) {
    this.context = context;
  }

  /** Returns what is to be started, or empty, with a problem. */
  Optional<TargetProcess> read(DocumentNode node) {
    return context.fields(node, TargetShapes.START).flatMap(this::process);
  }

  private Optional<TargetProcess> process(Fields fields) {
    int before = context.problems().all().size();
    List<String> command =
        fields.required("command", EXAMPLE).map(node -> command(fields, node)).orElse(List.of());
    Map<String, String> environment = new LinkedHashMap<>();
    fields
        .entries("env")
        .forEach((name, entry) ->
            fields.asScalar(entry.value()).ifPresent(value -> environment.put(name, value.text())));
    TargetProcess process =
        new TargetProcess(
            command,
            environment,
            fields.scalar("directory").flatMap(this::directory).orElse(context.directory()),
            limits(fields),
            fields.quantity("healthy", TargetProcessReader::path),
            fields.quantity("within", Lengths::positive).orElse(WITHIN),
            fields.duration("stop").orElse(STOP));
    fields.finish();
    return context.problems().all().size() > before ? Optional.empty() : Optional.of(process);
  }

  private List<String> command(Fields fields, DocumentNode node) {
    List<String> words = new ArrayList<>();
    if (node instanceof ListNode list) {
      list.items().forEach(item -> fields.asScalar(item).ifPresent(word -> words.add(word.text())));
    } else {
      fields
          .asScalar(node)
          .flatMap(line -> fields.parse(line, TargetProcessReader::words))
          .ifPresent(words::addAll);
    }
    boolean nothing = node instanceof ListNode list && list.items().isEmpty();
    if (nothing || (!words.isEmpty() && words.getFirst().isBlank())) {
      context.problems().add(node.problem("must name a program", EXAMPLE));
    }
    return words;
  }

  /**
   * Returns the words of a line: what blanks divide, those within quotation marks excepted.
   *
   * @throws InvalidTextException if there are none, or a quotation mark has no other
   */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher part = PART.matcher(line);
    int end = -1;
    for (int at = 0; at < line.length(); at = part.end()) {
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      if (at == line.length()) {
        break;
      }
      if (!part.find(at) || part.start() != at) {
        throw new InvalidTextException(
            "have an end to each quotation mark",
            line,
            "Or write a list: command: [java, -jar, \"my shop.jar\"].");
      }
      String text = unquoted(part.group());
      if (part.start() == end) {
        words.set(words.size() - 1, words.getLast() + text);
      } else {
        words.add(text);
      }
      end = part.end();
    }
    if (words.isEmpty()) {
      throw new InvalidTextException("name a program", line, EXAMPLE);
    }
    return words;
  }

  private static String unquoted(String part) {
    boolean quoted = part.startsWith("\"") || part.startsWith("'");
    return quoted ? part.substring(1, part.length() - 1) : part;
  }

  private Optional<Path> directory(ScalarNode name) {
    try {
      Path path = context.directory().resolve(name.text());
      if (!context.files() || Files.isDirectory(path)) {
        return Optional.of(path);
      }
      context
          .problems()
          .add(
              name.problem(
                  "must name a folder that exists, got: " + name.text(),
                  "There is no " + path.toAbsolutePath().normalize() + "."));
    } catch (InvalidPathException broken) {
      context
          .problems()
          .add(
              name.problem(
                  "must be the name of a folder, got: " + name.text(), broken.getReason() + "."));
    }
    return Optional.empty();
  }

  private static TargetProcess.Limits limits(Fields fields) {
    Optional<Double> processors = fields.quantity("cpu", TargetProcessReader::processors);
    Optional<Long> memory = fields.quantity("memory", TargetProcessReader::memory);
    return new TargetProcess.Limits(
        processors.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        memory.map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  private static double processors(String text) {
    try {
      double processors = Double.parseDouble(text.strip());
      if (processors >= TargetShapes.PROCESSORS_MIN && processors <= TargetShapes.PROCESSORS_MAX) {
        return processors;
      }
    } catch (NumberFormatException none) {
      // told below, with the constraint
    }
    throw new QuantityFormatException(
        "be a number of processors from 0.01 to 1024", text, "0.5 is half a processor's time.");
  }

  private static long memory(String text) {
    long bytes = DataSizes.parse(text);
    if (bytes < MEMORY_MIN) {
      throw new QuantityFormatException(
          "be at least 1MB", text, "No program starts with less than that.");
    }
    return bytes;
  }

  private static String path(String text) {
    String path = text.strip();
    try {
      if (path.startsWith("/")
          && !path.startsWith("//")
          && new URI(path).getRawFragment() == null) {
        return path;
      }
    } catch (URISyntaxException broken) {
      // told below, with the constraint
    }
    throw new InvalidTextException(
        "be a path, which begins with a slash", text, "Write healthy: /health.");
  }
}
