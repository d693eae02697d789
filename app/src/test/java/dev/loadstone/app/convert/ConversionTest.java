package dev.loadstone.app.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loadstone.app.convert.Conversion.Format;
import dev.loadstone.app.convert.draft.Patterns;
import dev.loadstone.app.convert.draft.Wishes;
import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that cannot be converted, and at the edge of what can. */
final class ConversionTest {
  private static final String HEAD = "openapi: 3.0.0\ninfo: {title: T}\n";
  private static final String SERVER = HEAD + "servers: [{url: 'http://127.0.0.1:1'}]\n";

  @TempDir private Path folder;

  private Conversion convert(String name, String text) throws IOException {
    return convert(name, text, Wishes.NONE);
  }

  private Conversion convert(String name, String text, Wishes wishes) throws IOException {
    return Conversion.of(
        Files.writeString(folder.resolve(name), text), Optional.empty(), wishes, false);
  }

  private String problemOf(String name, String text) {
    InvalidInputException problem =
        catchThrowableOfType(InvalidInputException.class, () -> convert(name, text));
    return String.valueOf(problem.getMessage()).replace(folder + "/", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          swagger: '2.0'                        | x:1:10: swagger must be a description in OpenAPI 3.0 or 3.1, got: Swagger 2.0. Convert it first: https://converter.swagger.io does, or npx swagger2openapi FILE.
          openapi: 4.0.0                        | x:1:10: openapi must be 3.0 or 3.1, got: 4.0.0. Convert the description to OpenAPI 3.1.
          hello: world                          | x:1:1: must be a recording of a browser (HAR), a description of an API (OpenAPI) or a collection of Postman, got: the keys hello. HAR has log.entries, OpenAPI has openapi and paths, a collection has info and item.
          [1]                                   | x:1:1: must be a recording of a browser (HAR), a description of an API (OpenAPI) or a collection of Postman, got: a list. HAR has log.entries, OpenAPI has openapi and paths, a collection has info and item.
          {"requests": [], "order": []}         | x:1:14: requests must be a collection of version 2.0 or 2.1, got: version 1. Export it from Postman anew as Collection v2.1.
          {"name": "e", "values": []}           | x:1:1: must be a collection of Postman, got: an environment. Name the collection's file, and this one by --environment.
          {"log": {"entries": []}}              | x:1:21: log.entries must have a request that the plan can send, but all are left out. The recording has none.
          {"info": {"name": "E"}, "item": []}   | x:1:33: item must have a request that the plan can send, got none
          """)
  void convert_whatIsNone_saysWhatItIsAndWhatHelps(String text, String problem) {
    assertThat(problemOf("x", text)).isEqualTo(problem);
  }

  @Test
  void convert_brokenJson_saysWhere() {
    assertThat(problemOf("x.har", "{\n  \"log\": {\n    \"entries\": [1,\n"))
        .startsWith("x.har:4:1: is not valid JSON: ")
        .endsWith("Export it anew; it may have been cut off.");
  }

  @Test
  void convert_brokenYaml_saysWhere() {
    assertThat(problemOf("x.yaml", "openapi: 3.0.0\n  info: {}\n"))
        .startsWith("x.yaml:2:7: is not valid YAML: ");
  }

  @Test
  void convert_missingFile_saysSo() {
    Path file = folder.resolve("none.har");

    assertThatThrownBy(() -> Conversion.of(file, Optional.empty(), Wishes.NONE, false))
        .hasMessage(
            "must name a document that exists, got: " + file + ". " + file + " does not exist.");
  }

  @Test
  void convert_moreThan64Megabytes_isRefusedUnread() throws IOException {
    Path file = folder.resolve("large.har");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(65L << 20);
    }

    assertThatThrownBy(() -> Conversion.of(file, Optional.empty(), Wishes.NONE, false))
        .hasMessage(
            "must name a document of at most 64 MB, got: "
                + file
                + " of 65 MB. Split it, or leave out of it what is not needed.");
  }

  @Test
  void convert_anotherFormatThanSaid_saysWhich() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), SERVER + "paths: {/a: {get: {}}}\n");

    assertThatThrownBy(() -> Conversion.of(file, Optional.of(Format.HAR), Wishes.NONE, false))
        .hasMessageContaining(
            "must be a recording of a browser (HAR), got: a description of an API (OpenAPI)."
                + " Leave --from out.");
  }

  @Test
  void openApi_withoutAHost_asksForTheTarget() {
    assertThat(problemOf("x.yaml", HEAD + "servers: [{url: /v1}]\npaths: {/a: {get: {}}}\n"))
        .isEqualTo(
            "x.yaml:3:10: servers[0].url must be a whole URL of http or https, got: /v1. Say where"
                + " the API is with --target, for example --target http://127.0.0.1:8080/api.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          must lead to this document or to a file beside it, got: https://example.com/x.yaml#/a. Download it beside the document, or bundle the description into one file first. | https://example.com/x.yaml#/a
          must stay beneath the folder of the description, got: ../x.yaml. Copy the file, and no link to it, beside the description. | ../x.yaml#/a
          must stay beneath the folder of the description, got: %2e%2e/x.yaml. Copy the file, and no link to it, beside the description. | %2e%2e/x.yaml
          must stay beneath the folder of the description, got: /etc/hostname. Copy the file, and no link to it, beside the description. | /etc/hostname
          must lead to a file that can be read, got: none.yaml. There is none. | none.yaml#/a
          must lead to something that is there, got: #/components/none. x.yaml has no /components/none. | #/components/none
          must not lead back to itself, got: #/components/around. Mend one of them. | #/components/around
          """)
  void openApi_referenceThatLeadsNowhere_isNamedWithItsPlace(String problem, String reference) {
    String text =
        SERVER
            + "components: {around: {$ref: '#/components/around'}}\n"
            + "paths:\n  /a:\n    post:\n      requestBody:\n        $ref: '"
            + reference
            + "'\n";

    String told = problemOf("x.yaml", text).replaceFirst("^x.yaml:\\d+:\\d+: ", "");

    assertThat(told).isEqualTo("$ref " + problem);
  }

  @Test
  void openApi_everyReferenceThatLeadsNowhere_isToldAtOnce() {
    String text =
        SERVER + "paths:\n  /a: {$ref: '#/no/one'}\n  /b: {$ref: '#/no/two'}\n  /c: {get: {}}\n";

    assertThat(problemOf("x.yaml", text).lines()).hasSize(2);
  }

  @Test
  void openApi_linkOutOfTheFolder_isRefused() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path secret = Files.writeString(folder.resolve("secret.yaml"), "a: {type: string}\n");
    Files.createSymbolicLink(inside.resolve("link.yaml"), secret);
    String text = SERVER + "paths: {/a: {post: {requestBody: {$ref: 'link.yaml#/a'}}}}\n";

    assertThat(problemOf("inside/x.yaml", text))
        .contains("must stay beneath the folder of the description, got: link.yaml");
  }

  @Test
  void openApi_tenThousandOperations_areConvertedAndOneMoreIsNot() throws IOException {
    StringBuilder paths = new StringBuilder(SERVER + "paths:\n");
    for (int i = 0; i < 10_000; i++) {
      paths
          .append("  /thing/")
          .append(i)
          .append(":\n    get: {tags: [t")
          .append(i % 40)
          .append("]}\n");
    }

    Conversion made = convert("x.yaml", paths.toString());

    assertThat(made.requests()).isEqualTo(10_000);
    assertThat(made.scenarios()).isEqualTo(40);
    assertThat(problemOf("y.yaml", paths + "  /last: {get: {}}\n"))
        .contains("paths must have at most 10000 operations that are wanted");
  }

  @Test
  void openApi_aPlanThatCouldNotBeRead_isRefusedWithAWayOut() {
    String example = "x".repeat(400_000);
    StringBuilder paths = new StringBuilder(SERVER + "paths:\n");
    for (int i = 0; i < 8; i++) {
      paths.append(
          "  /a"
              + i
              + ": {post: {requestBody: {content: {text/plain: {example: "
              + example
              + "}}}}}\n");
    }

    assertThat(problemOf("x.yaml", paths.toString()))
        .isEqualTo(
            "x.yaml:1:1: would make a plan of 3.2 MB, but the largest that can be read has 3.0 MB."
                + " Choose less with --include and --exclude.");
  }

  @Test
  void yaml_thatMultipliesByAliases_staysSmall() throws IOException {
    StringBuilder text =
        new StringBuilder(SERVER + "x-0: &a0 {type: object, properties: {a: {type: string}}}\n");
    for (int i = 1; i < 30; i++) {
      text.append(
          "x-%d: &a%d {type: object, properties: {a: *a%d, b: *a%d}}%n"
              .formatted(i, i, i - 1, i - 1));
    }
    text.append(
        "paths: {/a: {post: {requestBody: {content: {application/json: {schema: *a29}}}}}}\n");

    assertThat(convert("x.yaml", text.toString()).text().length()).isLessThan(200_000);
  }

  @Test
  void yaml_thatContainsItself_isRefused() {
    assertThat(problemOf("x.yaml", HEAD + "paths: &p {a: *p}\n"))
        .contains("has an alias *p to what does not stand before it");
  }

  @Test
  void json_ofTooManyLevels_isRefused() {
    assertThat(problemOf("x.json", "[".repeat(100_000))).contains("is not valid JSON: ");
    assertThat(problemOf("x.yaml", "a: " + "[".repeat(600))).contains("has more than 500 levels");
  }

  @Test
  void patterns_ofPathsAndHosts_chooseOperations() throws IOException {
    String text = SERVER + "paths: {/a/b: {get: {}}, /a/c: {get: {}}, /d: {get: {}}}\n";

    Conversion some =
        convert("x.yaml", text, wishing(new Patterns(List.of("/a/*"), List.of("/*/c"))));
    Conversion all = convert("x.yaml", text, wishing(new Patterns(List.of("127.*"), List.of())));

    assertThat(some.requests()).isEqualTo(1);
    assertThat(some.leftOut())
        .containsExactly("2: operations that --include and --exclude do not want");
    assertThat(all.requests()).isEqualTo(3);
  }

  private static Wishes wishing(Patterns patterns) {
    return new Wishes(Optional.empty(), patterns, false, List.of());
  }

  @Test
  void postman_hostWithoutAValue_isNamedWithItsItem() {
    String text =
        """
        {"info": {"name": "C"}, "item": [
          {"name": "F", "item": [{"name": "Get", "request": {"url": "{{host}}/x"}}]}]}
        """;

    assertThat(problemOf("c.json", text))
        .isEqualTo(
            "c.json:2:53: F / Get must have a URL whose host has a value, got: {{host}}/x. Give the"
                + " environment's file with --environment, or say where the API is with --target.");
  }
}
