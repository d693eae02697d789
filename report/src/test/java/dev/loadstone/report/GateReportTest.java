package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparer;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.gate.Answer;
import dev.loadstone.core.gate.ChangeWatch;
import dev.loadstone.core.gate.Gate;
import dev.loadstone.core.gate.GateJudge;
import dev.loadstone.core.gate.JudgedRun;
import dev.loadstone.core.gate.PartAnswer;
import dev.loadstone.core.gate.PastRun;
import dev.loadstone.core.gate.WatchSettings;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What is told of a gate, in all of its forms. */
final class GateReportTest {
  private static final Subject TIME =
      new Subject("response_time", Tags.NONE, "p95", Unit.SECONDS, false);
  private static final Subject ERRORS =
      new Subject("error_ratio", Tags.NONE, "", Unit.RATIO, false);
  private static final WatchSettings USUAL =
      new WatchSettings(WatchSettings.FRESH, WatchSettings.PATIENCE, ComparisonSettings.DEFAULT);

  /** Twenty runs at 100 ms, then some at another time; the last is in question. */
  private static List<PastRun> runs(double after, int count) {
    Random random = new Random(2);
    List<PastRun> runs = new ArrayList<>();
    for (int i = 0; i < 20 + count; i++) {
      double value = (i < 20 ? 0.1 : after) * (1 + 0.01 * random.nextGaussian());
      String id = String.format("%012x", i);
      runs.add(
          new PastRun(
              id,
              Instant.parse("2026-01-31T10:15:00Z").plusSeconds(60L * i),
              Optional.of(String.format("c%039d", i)),
              new ComparedRun(
                  id,
                  "chat|mixed",
                  "",
                  "",
                  Map.of(),
                  Map.of(TIME, Reading.of(value), ERRORS, Reading.of(0.001 * (i % 3))))));
    }
    return runs;
  }

  private static Gate gate(RunResult result, double after, int count) {
    List<PastRun> runs = runs(after, count);
    List<JudgedRun> own = List.of(new JudgedRun("runs/own", runs.getLast().id(), result));
    Comparison comparison =
        Comparer.compare(
            runs.subList(0, 20).stream().map(PastRun::figures).toList(),
            List.of(runs.getLast().figures()),
            ComparisonSettings.DEFAULT);
    ChangeWatch watch = ChangeWatch.of(runs, 1, USUAL);
    return new Gate(
        "chat|mixed",
        own,
        Optional.of(comparison),
        Optional.of(watch),
        List.of(
            GateJudge.thresholds(own),
            GateJudge.baseline(comparison, "20 runs"),
            GateJudge.changes(watch)));
  }

  private static Gate slow() {
    return gate(SampleRuns.mixed().result(), 0.13, 6);
  }

  private static Gate nothingJudged(boolean required) {
    RunResult result = SampleRuns.times(new long[] {1_000_000, 2_000_000}, 2).result();
    List<JudgedRun> own = List.of(new JudgedRun("runs/own", "0", result));
    PartAnswer answer = GateJudge.thresholds(own);
    return new Gate(
        "times",
        own,
        Optional.empty(),
        Optional.empty(),
        List.of(required ? answer.asRequired() : answer));
  }

  @Test
  void text_tellsEachPartWithItsReason() {
    Gate gate = slow();
    String text = GateFormat.TEXT.text(gate);

    assertThat(gate.answer()).isEqualTo(Answer.MISSED);
    assertThat(text)
        .startsWith(
            "threshold missed: a run of chat|mixed\n  threshold missed  thresholds  missed: ")
        .contains(
            "\n  regression        baseline    worse: response_time.p95, against 20 runs\n",
            "\n  regression        changes     worse since run 000000000014 (commit c000000000), 6 runs ago: response_time.p95\n",
            "\nThresholds\n",
            " was missed: ",
            "\nBaseline\nregression: of 2 figures",
            "\nFresh changes\n",
            "alarm");
    assertThat(GateFormat.brief(gate, false).lines()).hasSize(4);
    assertThat(GateFormat.TEXT.terminal(gate, 80, true)).contains("\u001b[31mregression\u001b[0m");
  }

  @Test
  void markdown_hasATableOfParts_andWhatCompareWrites() {
    String text = GateFormat.MD.text(slow());

    assertThat(text)
        .startsWith("# Gate: threshold missed: a run of chat\\|mixed\n\n| Part | Answer | Why |\n")
        .contains(
            "\n| baseline | regression | worse: response_time.p95, against 20 runs |\n",
            "\n## Thresholds\n\n| Verdict |",
            "\n## Comparison: regression: of 2 figures",
            "\n## Fresh changes\n\n| Answer |",
            "\n| alarm | response_time.p95 | ");
  }

  @Test
  void markdown_ofSeveralRuns_tellsWhoseThresholdsTheyAre() {
    RunResult result = SampleRuns.mixed().result();
    List<JudgedRun> own =
        List.of(new JudgedRun("runs/a", "a", result), new JudgedRun("runs/b", "b", result));
    Gate gate =
        new Gate(
            "chat", own, Optional.empty(), Optional.empty(), List.of(GateJudge.thresholds(own)));

    assertThat(GateFormat.MD.text(gate))
        .contains("## Thresholds of runs/a\n", "## Thresholds of runs/b\n");
    assertThat(gate.parts().getFirst().reason()).endsWith(", in 2 of 2 runs");
    assertThat(gate.subject()).isEqualTo("2 runs of chat");
  }

  @Test
  void json_ofAnyGate_fitsTheSchema() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(GateSchema.text());

    for (Gate gate :
        List.of(
            slow(),
            gate(SampleRuns.nothing().result(), 0.08, 3),
            gate(SampleRuns.cut().result(), 0.1, 1),
            nothingJudged(false))) {
      JsonNode json = Json.MAPPER.readTree(GateFormat.JSON.text(gate));
      assertThat(schema.validate(json)).isEmpty();
    }
    JsonNode json = Json.MAPPER.readTree(GateFormat.JSON.text(slow()));
    assertThat(json.path("answer").textValue()).isEqualTo("missed");
    JsonNode change = json.path("changes").path("found").get(0);
    assertThat(change.path("state").textValue()).isEqualTo("alarm");
    assertThat(change.path("run").textValue()).isEqualTo("000000000014");
    assertThat(change.path("ratio").doubleValue()).isBetween(1.28, 1.32);
    assertThat(json.path("comparison").path("judgement").textValue()).isEqualTo("regression");
    ((ObjectNode) json).put("answer", "fine");
    assertThat(schema.validate(json)).hasSize(1);
  }

  private static Element suite(Gate gate) throws Exception {
    byte[] text = GateFormat.JUNIT.text(gate).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text))
        .getDocumentElement();
  }

  private static int count(Element suite, String element) {
    return suite.getElementsByTagName(element).getLength();
  }

  @Test
  void junit_hasACaseForEachThresholdFigureAndChange() throws Exception {
    Gate gate = slow();
    Element suite = suite(gate);

    int thresholds = gate.candidates().getFirst().result().thresholds().size();
    assertThat(count(suite, "testcase")).isEqualTo(3 + thresholds + 2 + 1);
    Element last =
        (Element) suite.getElementsByTagName("testcase").item(count(suite, "testcase") - 1);
    assertThat(last.getAttribute("classname")).isEqualTo("chat|mixed.changes");
    assertThat(last.getAttribute("name"))
        .isEqualTo("response_time.p95 with run 000000000014 (commit c000000000)");
    Element failure = (Element) last.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .startsWith("response_time.p95 went from 1")
        .endsWith("6 runs ago: alarm");
  }

  @Test
  void junit_countsAndFails_asTheGateDoes() throws Exception {
    for (Gate gate :
        List.of(
            slow(),
            gate(SampleRuns.freeze().result(), 0.1, 1),
            gate(SampleRuns.nothing().result(), 0.08, 3),
            gate(SampleRuns.cut().result(), 0.1, 1),
            nothingJudged(false),
            nothingJudged(true))) {
      Element suite = suite(gate);
      assertThat(suite.getAttribute("tests")).isEqualTo("" + count(suite, "testcase"));
      assertThat(suite.getAttribute("failures")).isEqualTo("" + count(suite, "failure"));
      assertThat(suite.getAttribute("errors")).isEqualTo("" + count(suite, "error"));
      assertThat(suite.getAttribute("skipped")).isEqualTo("" + count(suite, "skipped"));
      assertThat(count(suite, "failure") + count(suite, "error") > 0)
          .as(GateFormat.brief(gate, false))
          .isEqualTo(gate.answer().isBad());
    }
    assertThat(count(suite(nothingJudged(false)), "skipped")).isEqualTo(1);
    assertThat(count(suite(nothingJudged(true)), "error")).isEqualTo(1);
  }

  @Test
  void junit_ofAnyGate_isAcceptedByTheSchemaOfSurefire() throws Exception {
    Validator validator =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(GateReportTest.class.getResource("surefire/surefire-test-report.xsd"))
            .newValidator();

    for (Gate gate :
        List.of(slow(), gate(SampleRuns.hostile().result(), 0.1, 1), nothingJudged(false))) {
      validator.validate(new StreamSource(new StringReader(GateFormat.JUNIT.text(gate))));
    }
  }
}
