package dev.loadstone.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonScannerTest {
  private final JsonScanner scanner = new JsonScanner();

  /** Makes a path of words between slashes: a name, an index, * or ..name. */
  private static JsonScanner.Path path(String words) {
    List<JsonPath.Segment> segments = new ArrayList<>();
    for (String word : words.split("/", -1)) {
      segments.add(segment(word));
    }
    return new JsonScanner.Path(new JsonPath(words, words.isEmpty() ? List.of() : segments));
  }

  private static JsonPath.Segment segment(String word) {
    if (word.equals("*")) {
      return new JsonPath.Wildcard();
    }
    if (word.startsWith("..")) {
      return new JsonPath.Descendant(word.substring(2));
    }
    return word.matches("\\d+")
        ? new JsonPath.Element(Integer.parseInt(word))
        : new JsonPath.Member(word);
  }

  /** Finds all values; strings are shown between apostrophes. */
  private List<String> found(String json, String path) {
    List<String> values = new ArrayList<>();
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    scanner.find(
        text,
        text.length,
        path(path),
        (source, from, to, string) -> {
          String value = new String(source, from, to - from, StandardCharsets.UTF_8);
          values.add(string ? "'" + value + "'" : value);
          return false;
        });
    return values;
  }

  private static String unescaped(String inside) {
    byte[] text = inside.getBytes(StandardCharsets.UTF_8);
    Bytes out = new Bytes();
    JsonScanner.unescape(text, 0, text.length, out);
    return out.text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}; a; 1",
        "{\"a\":1}; ``; {\"a\":1}",
        "  7 ; ``; 7",
        "{ \"b\" : [1,2] , \"a\" : \"x\" }; a; 'x'",
        "{\"a\":{\"b\":true}}; a/b; true",
        "{\"a\":[10,20,30]}; a/1; 20",
        "[[1],[2,3]]; 1/0; 2",
        "{\"a\":[]}; a; []",
        "{\"a\":\"\"}; a; ''",
        "{\"a\":-1.5e3}; a; -1.5e3",
        "{\"a\":null}; a; null",
        "{\"a\":\"}],{[\",\"b\":1}; b; 1",
        "{\"a\":\"\\\"\",\"b\":1}; b; 1",
        "{\"grün\":1}; grün; 1"
      })
  void find_place_isItsValue(String json, String path, String value) {
    assertThat(found(json, path)).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}; b",
        "{\"ab\":1}; a",
        "{\"a\":1}; a/b",
        "[1,2]; 2",
        "[]; 0",
        "{}; *",
        "[1]; a",
        "{\"0\":1}; 0"
      })
  void find_noSuchPlace_isNothing(String json, String path) {
    assertThat(found(json, path)).isEmpty();
  }

  @Test
  void find_wildcard_isEveryMemberAndElementInOrder() {
    assertThat(found("{\"a\":1,\"b\":\"x\",\"c\":[2]}", "*")).containsExactly("1", "'x'", "[2]");
    assertThat(found("[{\"id\":1},{\"x\":9},{\"id\":2}]", "*/id")).containsExactly("1", "2");
  }

  @Test
  void find_descendant_isEveryDepthInDocumentOrder() {
    assertThat(
            found("{\"id\":1,\"a\":[{\"id\":2},[{\"id\":{\"id\":3}}]],\"z\":{\"id\":4}}", "..id"))
        .containsExactly("1", "2", "{\"id\":3}", "3", "4");
  }

  @Test
  void find_descendantThenElement_isThatOfEach() {
    assertThat(found("{\"a\":{\"r\":[1,2]},\"r\":[3]}", "..r/0")).containsExactly("1", "3");
  }

  @Test
  void find_visitorStops_looksNoFurther() {
    byte[] text = "[1,2,3]".getBytes(StandardCharsets.UTF_8);
    List<Integer> starts = new ArrayList<>();

    boolean stopped =
        scanner.find(
            text,
            text.length,
            path("*"),
            (source, from, to, string) -> {
              starts.add(from);
              return starts.size() == 2;
            });

    assertThat(stopped).isTrue();
    assertThat(starts).containsExactly(1, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"\\u0061b\":1}", "{\"a\\u0062\":1}", "{\"x\\\"y\":0,\"\\u0061\\u0062\":1}"})
  void find_escapedName_isTheSameName(String json) {
    assertThat(found(json, "ab")).containsExactly("1");
  }

  @Test
  void find_nameWithQuote_isFound() {
    assertThat(found("{\"a\\\"b\":1}", "a\"b")).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\" 1}",
        "{\"a\":\"x",
        "{\"a\":[1",
        "{\"b\":1 \"a\":2}",
        "{a:1}",
        "{\"a\":}",
        "{\"b\":1,",
        "{\"a\":\"x\\",
        "<html>",
        "{\"b\":1]"
      })
  void find_malformed_isNothing(String json) {
    assertThat(found(json, "a")).isEmpty();
  }

  @Test
  void find_beyondLength_isNotRead() {
    byte[] text = "{\"b\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8);
    assertThat(scanner.find(text, 7, path("a"), (source, from, to, string) -> true)).isFalse();
  }

  @Test
  void find_deepText_isSkippedWhereItIsNotAsked() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(found("{\"b\":" + deep + ",\"a\":1}", "a")).containsExactly("1");
  }

  @Test
  void find_descentTooDeep_isNothingInsteadOfAnOverflow() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(found(deep, "..a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "plain; plain",
        "a\\\"b\\\\c\\/d; a\"b\\c/d",
        "\\u0041\\u00e9\\u20AC; Aé€",
        "\\ud83d\\ude00!; 😀!",
        "\\u12; \\u12",
        "\\u12x4; \\u12x4",
        "x\\; x\\"
      })
  void unescape_text_hasNoEscapes(String inside, String text) {
    assertThat(unescaped(inside)).isEqualTo(text);
  }

  @Test
  void unescape_controls_areTheirCharacters() {
    assertThat(unescaped("\\n\\r\\t\\b\\f\\u0000")).isEqualTo("\n\r\t\b\f\0");
  }

  @Test
  void unescape_loneSurrogates_spoilOnlyThemselves() {
    assertThat(unescaped("a\\ud83db")).isEqualTo("a?b");
    assertThat(unescaped("\\ud83d\\u0041")).isEqualTo("?A");
    assertThat(unescaped("\\ude00c")).isEqualTo("?c");
  }
}
