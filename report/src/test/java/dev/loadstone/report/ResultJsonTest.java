package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultJsonTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ResultSchema.text());

  @Test
  void document_ofAMixedRun_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches("mixed-result.json", ResultJson.of(SampleRuns.mixed().result()));
  }

  @Test
  void document_ofARunWithoutData_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches("nothing-result.json", ResultJson.of(SampleRuns.nothing().result()));
  }

  @Test
  void schema_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches("result.schema.json", ResultSchema.text());
  }

  @Test
  void document_ofAnyRun_fitsTheSchema() throws IOException {
    for (SyntheticRun run :
        List.of(
            SampleRuns.freeze(),
            SampleRuns.mixed(),
            SampleRuns.nothing(),
            SampleRuns.cut(),
            SampleRuns.probed(),
            SampleRuns.hostile())) {
      assertThat(SCHEMA.validate(Json.MAPPER.readTree(ResultJson.of(run.result())))).isEmpty();
    }
  }

  @Test
  void schema_ofADocumentWithoutVerdict_refusesIt() throws IOException {
    ObjectNode document =
        (ObjectNode) Json.MAPPER.readTree(ResultJson.of(SampleRuns.nothing().result()));
    document.remove("verdict");
    document.put("duration", "20s");

    assertThat(SCHEMA.validate(document))
        .extracting(problem -> problem.getMessage())
        .containsExactlyInAnyOrder(
            "$: required property 'verdict' not found",
            "$.duration: string found, number expected");
  }

  @Test
  void document_ofFiguresThatAreNotKnown_leavesThemOut() throws IOException {
    RunResult result = SampleRuns.nothing().result();

    JsonNode document = Json.MAPPER.readTree(ResultJson.of(result));

    assertThat(document.get("generator").has("cpu_ratio")).isFalse();
    assertThat(document.at("/thresholds/0").has("observed")).isFalse();
    assertThat(document.toString()).doesNotContain("NaN");
  }
}
