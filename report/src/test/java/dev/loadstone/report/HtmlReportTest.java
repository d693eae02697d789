package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.result.RunResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:src|href|action)=\"(?!#)[^\"]*\"|@import|url\\(");

  static String withoutLibrary(String page) {
    int library = page.indexOf("/*\n* Licensed to the Apache Software Foundation");
    return page.substring(0, library) + page.substring(page.indexOf("</script>", library));
  }

  @Test
  void library_isTheOneWhoseHashThePolicyHas() throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(HtmlReport.library());
    assertThat(Base64.getEncoder().encodeToString(hash)).isEqualTo(HtmlReport.CHARTS_SHA_256);
  }

  @Test
  void page_asAFile_refersToNothingElse() {
    Matcher address = ADDRESS.matcher(withoutLibrary(HtmlReport.of(SampleRuns.freeze().result())));

    assertThat(address.results().map(found -> found.group())).isEmpty();
  }

  @Test
  void page_inABrowser_mayNotUseTheNetwork() {
    String page = HtmlReport.of(SampleRuns.nothing().result());

    assertThat(page)
        .containsPattern(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                + " base-uri 'none'; form-action 'none'; script-src 'sha256-[^']+' 'sha256-[^']+'\">");
  }

  @Test
  void page_ofAnHour_isSmallerThanTwoMegabytes() {
    RunResult hour = SampleRuns.hour().result();

    String page = HtmlReport.of(hour);

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    assertThat(page)
        .contains("A point of a chart over time stands for 3 seconds: a rate is their mean;")
        .contains("How many operations took how long, by 16 seconds;");
    assertThat(HtmlHeatMap.of(hour).length()).isLessThan(200_000);
  }

  @Test
  void page_withHostileNames_keepsThemText() {
    String page = withoutLibrary(HtmlReport.of(SampleRuns.hostile().result()));

    assertThat(page.contains(SampleRuns.HOSTILE)).isFalse();
    assertThat(page.contains("<img")).isFalse();
    assertThat(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;")).isTrue();
  }

  @Test
  void data_withHostileNames_cannotEndItsElement() {
    assertThat(ChartData.of(SampleRuns.hostile().result()))
        .doesNotContain("<")
        .doesNotContain("\u2028")
        .contains("\\u003cscript>alert(1)\\u003c/script>")
        .contains("a\\u2028b");
  }

  @Test
  void exact_ofNumbers_hasAllDigitsAndNoExponent() {
    assertThat(Html.exact(0.000_000_123)).isEqualTo("0.000000123");
    assertThat(Html.exact(24_000)).isEqualTo("24000");
    assertThat(Html.exact(Double.NaN)).isEmpty();
  }
}
