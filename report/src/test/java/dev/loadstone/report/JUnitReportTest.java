package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

final class JUnitReportTest {
  private static Element suite(RunResult result) throws Exception {
    byte[] text = JUnitReport.of(result).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text))
        .getDocumentElement();
  }

  private static int count(Element suite, String element) {
    return suite.getElementsByTagName(element).getLength();
  }

  @Test
  void cases_areTheThresholdsAndTheRun() throws Exception {
    RunResult result = SampleRuns.mixed().result();
    Element suite = suite(result);
    NodeList cases = suite.getElementsByTagName("testcase");

    assertThat(cases.getLength()).isEqualTo(result.thresholds().size() + 1);
    for (int i = 0; i < result.thresholds().size(); i++) {
      ThresholdResult judged = result.thresholds().get(i);
      Element one = (Element) cases.item(i);
      assertThat(one.getAttribute("name")).isEqualTo(judged.threshold().expression());
      assertThat(count(one, "failure")).isEqualTo(judged.verdict() == Verdict.FAIL ? 1 : 0);
      assertThat(one.getTextContent() + one.getElementsByTagName("*").item(0).getAttributes())
          .isNotBlank();
    }
    assertThat(suite.getAttribute("name")).isEqualTo(result.start().name());
  }

  @Test
  void counts_areThoseOfTheCases() throws Exception {
    for (RunResult result :
        List.of(
            SampleRuns.mixed().result(),
            SampleRuns.freeze().result(),
            SampleRuns.nothing().result(),
            SampleRuns.cut().result(),
            SampleRuns.hostile().result())) {
      Element suite = suite(result);
      assertThat(suite.getAttribute("tests")).isEqualTo("" + count(suite, "testcase"));
      assertThat(suite.getAttribute("failures")).isEqualTo("" + count(suite, "failure"));
      assertThat(suite.getAttribute("errors")).isEqualTo("" + count(suite, "error"));
      boolean good = result.verdict() == Verdict.PASS || result.verdict() == Verdict.WARN;
      assertThat(count(suite, "failure") + count(suite, "error") == 0)
          .as(result.start().name())
          .isEqualTo(good);
    }
  }

  @Test
  void failure_saysWhatWasAskedAndSeen() throws Exception {
    RunResult result = SampleRuns.mixed().result();
    ThresholdResult missed =
        result.thresholds().stream()
            .filter(judged -> judged.verdict() == Verdict.FAIL)
            .findFirst()
            .orElseThrow();
    Element failure = (Element) suite(result).getElementsByTagName("failure").item(0);

    assertThat(failure.getAttribute("message")).isEqualTo(ThresholdText.of(missed));
  }

  @Test
  void document_ofAnyRun_isAcceptedByTheSchemaOfSurefire() throws Exception {
    Validator validator =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(JUnitReportTest.class.getResource("surefire/surefire-test-report.xsd"))
            .newValidator();

    for (RunResult result :
        List.of(
            SampleRuns.mixed().result(),
            SampleRuns.freeze().result(),
            SampleRuns.nothing().result(),
            SampleRuns.cut().result(),
            SampleRuns.hostile().result(),
            SampleRuns.probed().result())) {
      validator.validate(new StreamSource(new StringReader(JUnitReport.of(result))));
    }
    String other = JUnitReport.of(SampleRuns.nothing().result()).replace(" name=", " title=");
    assertThatThrownBy(() -> validator.validate(new StreamSource(new StringReader(other))))
        .as("what the schema does not know")
        .isInstanceOf(SAXException.class);
  }

  @Test
  void start_ofTheRun_isAProperty() throws Exception {
    RunResult result = SampleRuns.mixed().result();
    Element property = (Element) suite(result).getElementsByTagName("property").item(0);

    assertThat(property.getAttribute("name")).isEqualTo("started");
    assertThat(property.getAttribute("value")).isEqualTo(result.start().started().toString());
  }
}
