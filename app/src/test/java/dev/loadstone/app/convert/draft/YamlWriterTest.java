package dev.loadstone.app.convert.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.convert.source.Value;
import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlWriterTest {
  private static final String ALPHABET =
      "aZ09 _-:#'\"\\[]{},&*!|>%@`?~\t\n.$/=<\u00e9\u00a0\u2028\u200b\u0085\ufeff\u20ac";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "~",
        "true",
        "No",
        "on",
        "1",
        "1e3",
        "0x1F",
        ".inf",
        "-",
        "- a",
        "? a",
        "a: b",
        "a #b",
        "#a",
        "a:",
        "'a'",
        "\"a\"",
        "[a",
        "{a}",
        "&a",
        "*a",
        "!a",
        "|",
        "> a",
        "%a",
        "@a",
        "`a",
        "${a}",
        "x ${a} y",
        "$${a}",
        "a\nb",
        "a\nb\n",
        "a\n\nb",
        "a\n\n",
        "\na",
        " a\nb",
        "a\n b",
        "a\n \nb",
        "a\r\nb",
        "\u0000",
        "\ud83d\ude00",
        "2026-01-15",
        "=",
        "<<",
        "---",
        "..."
      })
  void texts_ofAnyKind_readAsTheyWere(String text) {
    assertRoundTrip(text);
  }

  @Test
  void texts_atRandom_readAsTheyWere() {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      assertRoundTrip(text.toString());
    }
  }

  private static void assertRoundTrip(String text) {
    Value scalar = Value.ofText(text);
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("plain", scalar);
    members.put(text.isEmpty() ? "empty" : text, scalar);
    members.put("list", Value.Listing.of(List.of(scalar, Value.Mapping.of(Map.of("in", scalar)))));
    String written =
        new YamlWriter()
            .comment(0, text)
            .member(0, "block", Value.Mapping.of(members))
            .line(0, "flow: " + YamlWriter.flow(Value.Mapping.of(members)))
            .text();

    Problems problems = new Problems();
    DocumentNode read = Documents.read("x", written, problems).orElseThrow();

    assertThat(problems.all()).as(written).isEmpty();
    List<String> texts = new ArrayList<>();
    collect(read, texts);
    assertThat(texts).as(written).hasSize(8).containsOnly(text);
  }

  /** Collects every single value, which must be a text. */
  private static void collect(DocumentNode node, List<String> texts) {
    switch (node) {
      case MapNode map -> map.entries().values().forEach(entry -> collect(entry.value(), texts));
      case DocumentNode.ListNode list -> list.items().forEach(item -> collect(item, texts));
      case ScalarNode scalar -> {
        assertThat(scalar.kind()).isEqualTo(Kind.STRING);
        texts.add(scalar.text());
      }
    }
  }

  @Test
  void values_ofOtherKinds_areWrittenPlainly() {
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("number", Value.ofNumber("1.50"));
    members.put("odd", Value.ofNumber("0x1F"));
    members.put("truth", Value.ofTruth(true));
    members.put("nothing", Value.ofNothing());
    members.put("any", Value.ofExpression("${x}"));
    members.put("none", Value.Listing.of(List.of()));
    members.put("one", Value.Mapping.of(Map.of()));
    members.put("text", Value.ofText("a\nb"));

    assertThat(new YamlWriter().member(0, "json", Value.Mapping.of(members)).text())
        .isEqualTo(
            """
            json:
              number: 1.50
              odd: "0x1F"
              truth: true
              nothing: null
              any: ${x}
              none: []
              one: {}
              text: |-
                a
                b
            """);
  }

  @Test
  void shortMember_withAnExpressionOfAnyKind_isABlock() {
    Value any = Value.Mapping.of(Map.of("a", Value.ofExpression("${x}")));
    Value text = Value.Mapping.of(Map.of("a", Value.ofText("${x}")));

    assertThat(new YamlWriter().shortMember(0, "k", any).text()).isEqualTo("k:\n  a: ${x}\n");
    assertThat(new YamlWriter().shortMember(0, "k", text).text()).isEqualTo("k: {a: \"${x}\"}\n");
  }
}
