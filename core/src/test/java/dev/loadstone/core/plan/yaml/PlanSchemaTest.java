package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.problem.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlanSchemaTest {
  private static final MapNode SCHEMA =
      (MapNode) Documents.read("schema", PlanSchema.text(), new Problems()).orElseThrow();

  static List<Shape> shapes() {
    return PlanShapes.all();
  }

  private static DocumentNode at(DocumentNode node, String... path) {
    DocumentNode found = node;
    for (String key : path) {
      found = Objects.requireNonNull(((MapNode) found).entries().get(key), key).value();
    }
    return found;
  }

  private static MapNode definition(Shape shape) {
    return (MapNode) (shape.equals(PlanShapes.PLAN) ? SCHEMA : at(SCHEMA, "$defs", shape.title()));
  }

  /**
   * The reader refuses to ask for a key that its shape lacks, so that what it asks for is in the
   * schema as well.
   */
  @ParameterizedTest
  @MethodSource("shapes")
  void schema_everyKeyOfTheReader_isAProperty(Shape shape) {
    assertThat(((MapNode) at(definition(shape), "properties")).entries().keySet())
        .containsExactlyElementsOf(shape.names());
    assertThat(at(definition(shape), "additionalProperties").describe()).isEqualTo("false");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void reader_anUnknownKeyInAnyShape_namesOnlySchemaKeys(Shape shape) {
    assertThat(new LinkedHashSet<>(shape.names())).hasSameSizeAs(shape.names());
    assertThat(shape.keys()).allMatch(key -> key.description().endsWith("."));
  }

  /**
   * Reads, all in one plan, a mapping with every key of every shape; none of them is unknown to the
   * reader.
   */
  @Test
  void reader_everyKeyOfTheSchema_isKnown() {
    for (Shape shape : PlanShapes.all()) {
      Map<String, Object> keys = new TreeMap<>();
      shape.names().forEach(name -> keys.put(name, "x"));
      String document = EveryKey.planWith(shape, keys);
      assertThat(PlanFixture.problems(document))
          .as("keys of " + shape.title())
          .noneMatch(problem -> problem.contains("is not a known key"));
      keys.put("zzz", "x");
      assertThat(PlanFixture.problems(EveryKey.planWith(shape, keys)))
          .as("a wrong key of " + shape.title())
          .anyMatch(problem -> problem.contains("zzz is not a known key"));
    }
  }

  @Test
  void schema_references_allLeadSomewhere() {
    Set<String> references = new TreeSet<>();
    collect(SCHEMA, references);
    Set<String> definitions = ((MapNode) at(SCHEMA, "$defs")).entries().keySet();
    assertThat(references)
        .isNotEmpty()
        .allMatch(name -> definitions.contains(name.replace("#/$defs/", "")));
  }

  private static void collect(DocumentNode node, Set<String> references) {
    switch (node) {
      case MapNode map ->
          map.entries()
              .forEach((key, entry) -> {
                if (key.equals("$ref")) {
                  references.add(entry.value().describe());
                }
                collect(entry.value(), references);
              });
      case ListNode list -> list.items().forEach(item -> collect(item, references));
      case ScalarNode ignored -> {}
    }
  }

  @Test
  void schema_identity_isStable() {
    assertThat(at(SCHEMA, "$id").describe()).isEqualTo("urn:loadstone:plan:1");
    assertThat(at(SCHEMA, "$schema").describe())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
  }
}
