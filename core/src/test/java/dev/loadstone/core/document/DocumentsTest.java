package dev.loadstone.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.problem.Problems;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DocumentsTest {
  private static List<ScalarNode> scalars(String list) {
    DocumentNode root = Documents.read("a.yaml", list, new Problems()).orElseThrow();
    return ((ListNode) root).items().stream().map(ScalarNode.class::cast).toList();
  }

  @Test
  void read_scalars_haveTheirYamlKind() {
    assertThat(scalars("[1, -2.5, 1e3, true, False, null, ~, text, '5', \"true\", 12:30]"))
        .extracting(ScalarNode::kind)
        .containsExactly(
            Kind.NUMBER,
            Kind.NUMBER,
            Kind.NUMBER,
            Kind.BOOLEAN,
            Kind.BOOLEAN,
            Kind.NULL,
            Kind.NULL,
            Kind.STRING,
            Kind.STRING,
            Kind.STRING,
            Kind.STRING);
  }

  @Test
  void read_scalar_knowsItsPlaceAndPath() {
    MapNode root =
        (MapNode)
            Documents.read("a.yaml", "a:\n  - b: 1\n    c: 2\n", new Problems()).orElseThrow();
    ListNode list = (ListNode) root.entries().values().iterator().next().value();
    MapNode item = (MapNode) list.items().getFirst();
    ScalarNode scalar = (ScalarNode) List.copyOf(item.entries().values()).getLast().value();
    assertThat(scalar.path()).isEqualTo("a[0].c");
    assertThat(scalar.location().map(Object::toString)).contains("a.yaml:3:8");
  }

  @Test
  void read_byteOrderMark_isPassedOver() {
    assertThat(Documents.read("a.yaml", "\uFEFFa: 1", new Problems())).isPresent();
  }

  @Test
  void of_plainValues_isTheTreeOfTheSameYaml() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", List.of(1, 2.5, 1e21, true, "x"));
    map.put("a", Map.of("y", 2, "x", 1));
    MapNode root = (MapNode) Documents.of(map, "");
    assertThat(root.entries().keySet()).containsExactly("z", "a");
    assertThat(
            ((MapNode) List.copyOf(root.entries().values()).getLast().value()).entries().keySet())
        .containsExactly("x", "y");
    assertThat(((ListNode) root.entries().values().iterator().next().value()).items())
        .extracting(DocumentNode::describe)
        .containsExactly("1", "2.5", "1000000000000000000000", "true", "x");
  }

  @Test
  void of_otherValues_areRejected() {
    assertThatThrownBy(() -> Documents.of(Map.of("a", Instant.EPOCH), ""))
        .hasMessage(
            "a must be a map, a list, a text, a number or a Boolean, got: java.time.Instant");
  }
}
