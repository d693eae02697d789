package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.RunResult;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Of 100 operations of 50 ms, 20 open a connection, and all wait for their first byte. */
final class HtmlRequestTest {
  private static ModelRuns run() {
    return new ModelRuns()
        .time(Measure.RESPONSE_TIME, 50, 100, "step=chat")
        .time(Measure.SERVICE_TIME, 48, 100, "step=chat")
        .time(Measure.START_DELAY_CONNECTION, 2, 90, "step=chat")
        .time(Measure.CONNECT_TIME, 5, 20, "step=chat")
        .time(Measure.TLS_TIME, 10, 20, "step=chat")
        .time(Measure.FIRST_BYTE_TIME, 30, 100, "step=chat");
  }

  private static Document card(RunResult result) {
    return Jsoup.parse("<div>" + HtmlRequest.of(result) + "</div>");
  }

  private static Element cell(Document card, String measure, String statistic) {
    Element cell =
        card.selectFirst("[data-measure=" + measure + "][data-statistic=" + statistic + "]");
    assertThat(cell).as(measure + " " + statistic).isNotNull();
    return cell;
  }

  private static double from(Document card, String measure) {
    Element row = cell(card, measure, "count").parent();
    assertThat(row).isNotNull();
    return Double.parseDouble(row.select("td.fall").attr("data-value"));
  }

  @Test
  void parts_ofAStep_areThoseMeasuredInTheirOrder() {
    assertThat(card(run().result()).select("tbody td:nth-child(2)").eachText())
        .containsExactly(
            "Wait: no free connection",
            "TCP connect",
            "TLS handshake",
            "First byte",
            "Sending and receiving",
            "Response time");
  }

  @Test
  void bars_ofParts_followThoseThatMostOperationsHad() {
    Document card = card(run().result());

    assertThat(from(card, "start_delay_connection")).isZero();
    assertThat(from(card, "connect_time")).isBetween(0.0019, 0.0021);
    assertThat(from(card, "tls_time")).isEqualTo(from(card, "connect_time"));
    assertThat(from(card, "first_byte_time")).isEqualTo(from(card, "connect_time"));
    assertThat(from(card, "rest")).isBetween(0.0319, 0.0321);
    assertThat(from(card, "response_time")).isZero();
  }

  @Test
  void rest_ofService_isItsMeanWithoutTheOtherParts() {
    Document card = card(run().result());

    // 48 ms − 30 ms − (5 ms + 10 ms) · 20 / 100
    assertThat(Double.parseDouble(cell(card, "rest", "mean").attr("data-value")))
        .isBetween(0.0149, 0.0151);
    assertThat(cell(card, "rest", "p50").attr("title")).isEqualTo("not known");
  }

  @Test
  void rest_whereOperationsFailed_isNotTold() {
    Document card = card(run().failed("chat", ErrorClass.SERVER_ERROR, 3, "status 503").result());

    assertThat(card.select("[data-measure=rest]")).isEmpty();
    assertThat(card.select("[data-measure=first_byte_time]")).isNotEmpty();
  }

  @Test
  void card_withoutParts_isNone() {
    RunResult result = new ModelRuns().time(Measure.RESPONSE_TIME, 50, 100, "step=chat").result();

    assertThat(HtmlRequest.of(result)).isEmpty();
  }
}
