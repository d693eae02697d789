package dev.loadstone.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class YamlTextTest {
  /** What texts are made of: everything that means something in YAML, and some that does not. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "B",
          "7",
          "0x1",
          "1e3",
          ".",
          "-",
          "?",
          ":",
          ": ",
          " #",
          "#",
          ",",
          "[",
          "]",
          "{",
          "}",
          "&",
          "*",
          "!",
          "|",
          ">",
          "'",
          "\"",
          "%",
          "@",
          "`",
          "~",
          "null",
          "true",
          "no",
          "=",
          "<<",
          " ",
          "  ",
          "\n",
          "\r\n",
          "\t",
          "\\",
          "\u0000",
          "\u0085",
          "\uFEFF",
          "é",
          "日",
          "😀",
          "---",
          "...",
          "${x}",
          "${",
          "$.a[0]",
          "a longer word than others of more than eighty columns ");

  private static String yaml(@Nullable Object value) {
    return Documents.yaml(Documents.of(value, ""));
  }

  @Test
  void yaml_planLikeValues_isWhatAPersonWouldWrite() {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("name", "chat: mixed");
    plan.put("target", "http://127.0.0.1:18800");
    plan.put("seed", 7);
    plan.put("steps", List.of(Map.of("http", "POST /a"), Map.of("pause", "1s..3s")));
    plan.put("count", new Unquoted("${iteration}"));
    plan.put("text", "${iteration}");
    plan.put("version", "1.0");
    plan.put("lines", "a\nb\n");
    plan.put("none", List.of());
    plan.put("nothing", Map.of());
    assertThat(yaml(plan))
        .isEqualTo(
            """
            name: 'chat: mixed'
            target: http://127.0.0.1:18800
            seed: 7
            steps:
              - http: POST /a
              - pause: 1s..3s
            count: ${iteration}
            text: "${iteration}"
            version: '1.0'
            lines: "a\\nb\\n"
            none: []
            nothing: {}
            """);
  }

  @Test
  void yaml_anyDocument_readsAsTheSame() {
    Random random = new Random(42);
    for (int i = 0; i < 5_000; i++) {
      DocumentNode document = Documents.of(map(random, 3), "");
      String text = Documents.yaml(document);
      Problems problems = new Problems();
      DocumentNode read = Documents.read("a.yaml", text, problems).orElseThrow();
      assertThat(problems.all()).isEmpty();
      assertThat(told(read)).as(text).isEqualTo(told(document));
    }
  }

  /** Returns what a document says: places are left out, and quotes where they change nothing. */
  private static Object told(DocumentNode document) {
    return switch (document) {
      case MapNode map -> {
        List<Object> entries = new ArrayList<>();
        map.entries().forEach((key, entry) -> entries.add(List.of(key, told(entry.value()))));
        yield List.of("map", map.path(), entries);
      }
      case ListNode list ->
          List.of("list", list.path(), list.items().stream().map(YamlTextTest::told).toList());
      case ScalarNode scalar ->
          List.of(
              scalar.path(),
              scalar.kind(),
              scalar.text(),
              scalar.quoted() && scalar.text().contains("${"));
    };
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextDouble();
      case 2 -> random.nextBoolean();
      case 3 -> null;
      case 4, 5 -> text(random);
      case 6 -> map(random, depth - 1);
      default -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
    };
  }

  private static Map<String, @Nullable Object> map(Random random, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(random), value(random, depth));
    }
    return map;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @Test
  void yaml_expressionThatYamlCannotTell_isRefusedByPath() {
    assertThatThrownBy(() -> yaml(Map.of("a", List.of(new Unquoted("${x: #}")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a[0] must be a value that YAML can tell, got: ${x: #}");
    assertThatThrownBy(() -> yaml(Map.of("a", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a must be a value that YAML can tell, got: NaN");
  }
}
