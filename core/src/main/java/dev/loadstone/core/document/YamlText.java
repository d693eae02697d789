package dev.loadstone.core.document;

import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A document as YAML 1.2 in blocks. {@link Documents#read} gives the same document of it: the same
 * keys in the same order, the same texts of the same kind, and quotes wherever they make a
 * difference, which is around expressions.
 */
final class YamlText {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setSchema(new CoreSchema())
          .setIndent(4)
          .setIndicatorIndent(2)
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .build();

  private YamlText() {}

  /**
   * Returns the text, which ends with a line break.
   *
   * @throws IllegalArgumentException if there is no YAML for it: an unquoted expression that YAML
   *     would not take for one text
   */
  static String of(DocumentNode document) {
    String text =
        new Present(SETTINGS)
            .emitToString(new Serialize(SETTINGS).serializeOne(node(document)).iterator());
    requireSame(
        document, Documents.read("", text, new Problems()).orElseGet(() -> Documents.of(null, "")));
    return text;
  }

  private static Node node(DocumentNode document) {
    return switch (document) {
      case MapNode map -> {
        List<NodeTuple> tuples = new ArrayList<>();
        map.entries()
            .forEach((key, entry) -> tuples.add(new NodeTuple(string(key), node(entry.value()))));
        yield new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
      }
      case ListNode list -> {
        List<Node> items = list.items().stream().map(YamlText::node).toList();
        yield new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
      }
      case ScalarNode scalar -> scalar(scalar);
    };
  }

  private static Node scalar(ScalarNode scalar) {
    String text = scalar.text();
    return switch (scalar.kind()) {
      case NULL -> plain(Tag.NULL, "null");
      case BOOLEAN -> plain(Tag.BOOL, text);
      case NUMBER -> plain(resolved(text), text);
      case STRING -> {
        boolean expression = isExpression(text);
        // SnakeYAML has a tag of its own for a text that is nothing but ${…}.
        yield expression && scalar.quoted()
            ? quoted(text)
            : expression && resolved(text).equals(Tag.ENV_TAG)
                ? plain(Tag.ENV_TAG, text)
                : string(text);
      }
    };
  }

  private static Tag resolved(String text) {
    return SETTINGS.getSchema().getScalarResolver().resolve(text, true);
  }

  private static Node string(String text) {
    boolean visible =
        text.equals(text.strip()) && text.codePoints().allMatch(Characters::isVisible);
    return visible ? plain(Tag.STR, text) : quoted(text);
  }

  /** Returns a scalar without quotes, but for a text that needs them. */
  private static Node plain(Tag tag, String text) {
    return new org.snakeyaml.engine.v2.nodes.ScalarNode(tag, text, ScalarStyle.PLAIN);
  }

  private static Node quoted(String text) {
    return new org.snakeyaml.engine.v2.nodes.ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
  }

  private static boolean isExpression(String text) {
    return text.contains("${");
  }

  private static void requireSame(DocumentNode wanted, DocumentNode read) {
    boolean same =
        switch (wanted) {
          case MapNode map -> read instanceof MapNode other && sameEntries(map, other);
          case ListNode list -> read instanceof ListNode other && sameItems(list, other);
          case ScalarNode scalar -> read instanceof ScalarNode other && isSame(scalar, other);
        };
    if (!same) {
      throw new IllegalArgumentException(
          wanted.path() + " must be a value that YAML can tell, got: " + wanted.describe());
    }
  }

  private static boolean sameEntries(MapNode map, MapNode other) {
    if (!List.copyOf(map.entries().keySet()).equals(List.copyOf(other.entries().keySet()))) {
      return false;
    }
    Iterator<Entry> others = other.entries().values().iterator();
    map.entries().values().forEach(entry -> requireSame(entry.value(), others.next().value()));
    return true;
  }

  private static boolean sameItems(ListNode list, ListNode other) {
    if (list.items().size() != other.items().size()) {
      return false;
    }
    for (int i = 0; i < list.items().size(); i++) {
      requireSame(list.items().get(i), other.items().get(i));
    }
    return true;
  }

  private static boolean isSame(ScalarNode scalar, ScalarNode other) {
    return scalar.text().equals(other.text())
        && scalar.kind() == other.kind()
        && (scalar.quoted() == other.quoted()
            || scalar.kind() != Kind.STRING
            || !isExpression(scalar.text()));
  }
}
