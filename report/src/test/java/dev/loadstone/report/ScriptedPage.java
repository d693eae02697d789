package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testkit.Chromium;
import dev.loadstone.testkit.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A page on which the script of a test does what a person would do. */
final class ScriptedPage {
  private static final Pattern POLICY =
      Pattern.compile("<meta http-equiv=\"Content-Security-Policy\"[^>]*>");

  private ScriptedPage() {}

  /**
   * Opens the page, without its policy, runs the script behind the page's own ones, and returns
   * what it said.
   *
   * @param folder for the page
   * @param script calls {@code say} once, with what it found, now or a little later
   */
  static JsonNode said(
      Chromium browser, String page, Path folder, Chromium.View view, String script)
      throws IOException {
    String say =
        "<script>function say(found) { document.body.dataset.said = JSON.stringify(found); }\n";
    int end = page.lastIndexOf("</body>");
    assertThat(end).isPositive();
    String open = POLICY.matcher(page.substring(0, end)).replaceFirst("");
    Path file = folder.resolve("scripted.html");
    Files.writeString(file, open + say + script + "</script>" + page.substring(end));

    try (Tab tab = browser.open(file, view, "document.body.dataset.said !== undefined")) {
      assertThat(tab.evaluate("document.documentElement.dataset.error || ''").asText())
          .as("errors of scripts")
          .isEmpty();
      JsonNode said = tab.evaluate("document.body.dataset.said");
      assertThat(said.isTextual()).as("the script said something").isTrue();
      return Json.MAPPER.readTree(said.asText());
    }
  }
}
