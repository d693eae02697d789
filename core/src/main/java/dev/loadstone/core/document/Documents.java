package dev.loadstone.core.document;

import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 text into a located tree. JSON is YAML, so it is read as well. */
public final class Documents {
  /** More parts than any honest document has; a bound against aliases that multiply. */
  static final int NODES_MAX = 1_000_000;

  private final String file;
  private final Problems problems;
  private int nodes;

  private Documents(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads a document.
   *
   * @param file the name to give in locations
   * @param text the whole document
   * @param problems collects syntax errors, duplicate keys and keys that are not scalars
   * @return the root, or empty if the text is no YAML or has no content, which is then a problem
   *     too
   */
  public static Optional<DocumentNode> read(String file, String text, Problems problems) {
    return new Documents(file, problems).read(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /**
   * Returns the tree of plain Java values, without locations.
   *
   * @param value a map with text keys, a list, a text (as if quoted), {@link Unquoted}, a number, a
   *     Boolean, or null for nothing; maps and lists hold the same kinds of values; a map without
   *     an order of its own is sorted by key
   * @param path the keys that lead to it; empty at the root
   * @throws IllegalArgumentException for any other kind of value
   */
  public static DocumentNode of(@Nullable Object value, String path) {
    return PlainValues.convert(value, path);
  }

  /**
   * Returns a document as YAML, of which {@link #read} gives an equal document but for locations.
   *
   * @return text that ends with a line break
   * @throws IllegalArgumentException if a value cannot be told in YAML, such as NaN or an {@link
   *     Unquoted} text that YAML would take for something else
   */
  public static String yaml(DocumentNode document) {
    return YamlText.of(document);
  }

  private Optional<DocumentNode> read(String text) {
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().setLabel(file).setSchema(new CoreSchema()).build())
              .composeString(text);
      if (root.isEmpty()) {
        problems.add(
            new Problem(Optional.of(new Location(file, 1, 1)), "", "must not be empty", ""));
      }
      return root.map(node -> convert(node, ""));
    } catch (MarkedYamlEngineException broken) {
      problems.add(syntaxProblem(broken, text));
    } catch (TooLargeException tooLarge) {
      problems.add(
          new Problem(
              Optional.of(new Location(file, 1, 1)),
              "",
              "must have at most " + NODES_MAX + " parts",
              "Use fewer aliases."));
    } catch (YamlEngineException broken) {
      problems.add(unreadable(file, broken));
    }
    return Optional.empty();
  }

  private Problem syntaxProblem(MarkedYamlEngineException broken, String text) {
    boolean expression =
        place(file, broken)
            .flatMap(found -> text.lines().skip(found.line() - 1L).findFirst())
            .filter(line -> line.contains("${"))
            .isPresent();
    String fix =
        expression
            ? "Between { } and [ ], put text with ${…} in quotes."
            : "Check indentation, quotes and brackets.";
    return invalid(file, broken, fix);
  }

  private static Optional<Location> place(String file, MarkedYamlEngineException broken) {
    return broken
        .getProblemMark()
        .or(broken::getContextMark)
        .map(mark -> new Location(file, mark.getLine() + 1, mark.getColumn() + 1));
  }

  /** Returns that a text is no YAML, and where. */
  static Problem invalid(String file, MarkedYamlEngineException broken, String fix) {
    String context = broken.getContext() == null ? "" : broken.getContext() + ": ";
    String message = "is not valid YAML: " + context + broken.getProblem();
    return new Problem(place(file, broken), "", message, fix);
  }

  /** Returns that a text is no YAML, if nobody knows where. */
  static Problem unreadable(String file, YamlEngineException broken) {
    Location place = new Location(file, 1, 1);
    return new Problem(Optional.of(place), "", "is not valid YAML: " + broken.getMessage(), "");
  }

  private DocumentNode convert(Node node, String path) {
    if (++nodes > NODES_MAX) {
      throw new TooLargeException();
    }
    Optional<Location> location = node.getStartMark().map(this::location);
    return switch (node) {
      case MappingNode mapping -> new MapNode(location, path, entries(mapping, path));
      case SequenceNode sequence -> new ListNode(location, path, items(sequence, path));
      case org.snakeyaml.engine.v2.nodes.ScalarNode scalar -> scalar(scalar, location, path);
      default ->
          throw new IllegalStateException(
              "a composed node is a mapping, a sequence or a scalar, not " + node.getNodeType());
    };
  }

  private static ScalarNode scalar(
      org.snakeyaml.engine.v2.nodes.ScalarNode scalar, Optional<Location> location, String path) {
    Kind kind = kind(scalar.getTag());
    boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
    return new ScalarNode(location, path, kind == Kind.NULL ? "" : scalar.getValue(), kind, quoted);
  }

  /** Returns what a scalar with this tag is. */
  static Kind kind(Tag tag) {
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return Kind.NUMBER;
    }
    if (tag.equals(Tag.BOOL)) {
      return Kind.BOOLEAN;
    }
    return tag.equals(Tag.NULL) ? Kind.NULL : Kind.STRING;
  }

  private Map<String, Entry> entries(MappingNode mapping, String path) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Optional<Location> keyLocation = tuple.getKeyNode().getStartMark().map(this::location);
      if (!(tuple.getKeyNode() instanceof org.snakeyaml.engine.v2.nodes.ScalarNode key)) {
        problems.add(
            new Problem(keyLocation, path, "must have plain words as keys", "Quote the key."));
        continue;
      }
      String keyPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      Entry entry = new Entry(keyLocation, convert(tuple.getValueNode(), keyPath));
      Entry earlier = entries.putIfAbsent(key.getValue(), entry);
      if (earlier != null) {
        problems.add(
            new Problem(
                keyLocation,
                keyPath,
                "must appear once, but stands at line " + line(earlier) + " too",
                "Remove one."));
      }
    }
    return entries;
  }

  private static int line(Entry entry) {
    return entry.location().map(Location::line).orElse(0);
  }

  private List<DocumentNode> items(SequenceNode sequence, String path) {
    List<DocumentNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(convert(item, path + "[" + items.size() + "]"));
    }
    return items;
  }

  private Location location(Mark mark) {
    return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
