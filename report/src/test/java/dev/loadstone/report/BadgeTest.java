package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.RunResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class BadgeTest {
  private static Element picture(RunResult result) throws Exception {
    byte[] svg = Badge.of(result).getBytes(StandardCharsets.UTF_8);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg)).getDocumentElement();
  }

  private static String text(Element picture, int index) {
    NodeList texts = picture.getElementsByTagName("text");
    assertThat(texts.getLength()).isEqualTo(2);
    return texts.item(index).getTextContent();
  }

  @Test
  void badge_ofARun_hasItsNameVerdictAndP95() throws Exception {
    RunResult result = SampleRuns.freeze().result();

    Element picture = picture(result);

    assertThat(text(picture, 0)).isEqualTo("freeze-truth");
    double p95 =
        Narrative.total(result, Measure.RESPONSE_TIME).orElseThrow().percentile(Statistic.P95);
    assertThat(text(picture, 1)).isEqualTo("fail · p95 " + Figures.seconds(p95));
    assertThat(picture.getAttribute("aria-label"))
        .isEqualTo(text(picture, 0) + ": " + text(picture, 1));
    assertThat(Badge.of(result)).contains("#b8232b");
  }

  @Test
  void badge_ofARunWithoutTimes_hasItsVerdictOnly() throws Exception {
    assertThat(text(picture(SampleRuns.nothing().result()), 1)).isEqualTo("fail");
  }

  @Test
  void badge_ofAHostileName_isStillAPicture() throws Exception {
    RunResult result = SampleRuns.hostile().result();

    assertThat(text(picture(result), 0)).startsWith("\"><img src=x onerror=alert(2)>");
    assertThat(Badge.of(result)).doesNotContain("<img");
  }

  @Test
  void text_liesWithinThePicture() throws Exception {
    Element picture = picture(SampleRuns.mixed().result());
    Element last = (Element) picture.getElementsByTagName("text").item(1);

    int end =
        Integer.parseInt(last.getAttribute("x"))
            + Integer.parseInt(last.getAttribute("textLength"));

    assertThat(end).isLessThanOrEqualTo(Integer.parseInt(picture.getAttribute("width")) - 8);
  }
}
