package dev.loadstone.app.convert.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.core.problem.Problems;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamplesTest {
  private final Notes notes = new Notes();

  private String sample(String schema) {
    String text =
        "s: "
            + schema
            + "\nloop: {type: object, properties: {again: {$ref: '#/loop'}, n: {type: integer}}}\n";
    SourceFile file = new SourceFile("x", Path.of("x"), SourceFile.parse("x", text));
    Problems problems = new Problems();
    References references = new References(file, problems);
    String json = JsonText.of(new Samples(references, notes).of(references.root().get("s"), "it"));
    assertThat(problems.all()).isEmpty();
    return json;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {type: string}                                                  | "sample"
          {type: string, default: a, example: b}                          | "b"
          {type: string, enum: [c, d]}                                    | "c"
          {enum: [null, d], nullable: true}                               | "d"
          {const: 3}                                                      | 3
          {type: string, format: date-time}                               | "2026-01-15T09:30:00Z"
          {type: string, minLength: 8}                                    | "samplexx"
          {type: string, maxLength: 2}                                    | "sa"
          {type: string, pattern: '^[a-z]{3}-[0-9]{3}$'}                  | "abc-123"
          {type: integer}                                                 | 1
          {type: integer, minimum: 5}                                     | 5
          {type: integer, minimum: 5, exclusiveMinimum: true}             | 6
          {type: integer, exclusiveMinimum: 5, multipleOf: 4}             | 8
          {type: integer, maximum: -3}                                    | -3
          {type: number, exclusiveMinimum: 0, exclusiveMaximum: 1}        | 0.5
          {type: number, minimum: 0.25, maximum: 0.75}                    | 0.5
          {type: boolean}                                                 | true
          {type: ['null', boolean]}                                       | true
          {type: array, items: {type: integer}, minItems: 2}              | [1,1]
          {type: array, maxItems: 0, items: {type: integer}}              | []
          {type: array}                                                   | ["sample"]
          {properties: {a: {type: integer}, b: {readOnly: true}}}         | {"a":1}
          {additionalProperties: {type: integer}}                         | {"key":1}
          {allOf: [{properties: {a: {}}}, {properties: {b: {}}}]}         | {"a":"sample","b":"sample"}
          {oneOf: [{type: 'null'}, {type: integer}], properties: {}}      | 1
          {$ref: '#/loop'}                                                | {"n":1}
          {type: array, items: {$ref: '#/loop'}}                          | [{"n":1}]
          """)
  void sample_ofASchema_isWhatItAllows(String schema, String json) {
    assertThat(sample(schema)).isEqualTo(json);
  }

  @Test
  void sample_ofAPatternThatNothingFits_isRemarkedOn() {
    assertThat(sample("{type: string, pattern: '^Q{7}$'}")).isEqualTo("\"sample\"");
    assertThat(notes.remarks())
        .containsExactly("The sample of it does not fit its pattern ^Q{7}$; write one that does.");
  }
}
