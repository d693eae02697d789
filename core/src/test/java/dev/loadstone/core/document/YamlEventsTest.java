package dev.loadstone.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class YamlEventsTest {
  private final List<String> heard = new ArrayList<>();

  private final YamlEvents.Listener listener =
      new YamlEvents.Listener() {
        @Override
        public void mapping(Optional<String> anchor, int line, int column) {
          heard.add("mapping" + anchor.map(name -> " &" + name).orElse("") + at(line, column));
        }

        @Override
        public void list(Optional<String> anchor, int line, int column) {
          heard.add("list" + anchor.map(name -> " &" + name).orElse("") + at(line, column));
        }

        @Override
        public void end() {
          heard.add("end");
        }

        @Override
        public void scalar(String text, Kind kind, Optional<String> anchor, int line, int column) {
          heard.add(
              kind + " " + text + anchor.map(name -> " &" + name).orElse("") + at(line, column));
        }

        @Override
        public void alias(String anchor, int line, int column) {
          heard.add("*" + anchor + at(line, column));
        }

        private static String at(int line, int column) {
          return " " + line + ":" + column;
        }
      };

  @Test
  void read_aDocument_tellsItsPartsWithTheirPlaces() {
    Optional<Problem> problem =
        YamlEvents.read("x", "a: &n [1, '1', true]\nb: *n\nc:\n---\nd: 1\n", listener);

    assertThat(problem).isEmpty();
    assertThat(heard)
        .containsExactly(
            "mapping 1:1",
            "STRING a 1:1",
            "list &n 1:4",
            "NUMBER 1 1:8",
            "STRING 1 1:11",
            "BOOLEAN true 1:16",
            "end",
            "STRING b 2:1",
            "*n 2:4",
            "STRING c 3:1",
            "NULL  3:3",
            "end");
  }

  @Test
  void read_brokenText_tellsWhere() {
    Optional<Problem> problem = YamlEvents.read("x.yaml", "a: 1\n b: 2\n", listener);

    assertThat(problem.orElseThrow().toString()).startsWith("x.yaml:2:3: is not valid YAML: ");
  }

  @Test
  void read_moreThanThreeMegabytes_isRead() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 4_000_000; i++) {
      text.append("key").append(i).append(": ").append("x".repeat(1_000)).append('\n');
    }

    assertThat(YamlEvents.read("x", text.toString(), listener)).isEmpty();
    assertThat(heard.size()).isGreaterThan(7_000);
  }
}
