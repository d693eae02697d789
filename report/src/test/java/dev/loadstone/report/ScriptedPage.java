package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page on which the script of a test does what a person would do. */
final class ScriptedPage {
  private static final Pattern POLICY =
      Pattern.compile("<meta http-equiv=\"Content-Security-Policy\"[^>]*>");

  private ScriptedPage() {}

  /**
   * Opens the page, without its policy, runs the script behind the page's own ones, and returns
   * what it said.
   *
   * @param folder for the page and the browser's files
   * @param script calls {@code say} once, with what it found, now or a little later
   * @param options further options of the browser
   */
  static JsonNode said(Chromium browser, String page, Path folder, String script, String... options)
      throws IOException, InterruptedException {
    String say =
        "<script>function say(found) { document.body.dataset.said = JSON.stringify(found); }\n";
    int end = page.lastIndexOf("</body>");
    assertThat(end).isPositive();
    String open = POLICY.matcher(page.substring(0, end)).replaceFirst("");
    Path file = folder.resolve("scripted.html");
    Files.writeString(file, open + say + script + "</script>" + page.substring(end));

    Document document = Jsoup.parse(browser.dom(file, folder, options));

    Element root = document.selectFirst("html");
    assertThat(root).isNotNull();
    assertThat(root.attr("data-error")).as("errors of scripts").isEmpty();
    assertThat(document.body().hasAttr("data-said")).as("the script said something").isTrue();
    return Json.MAPPER.readTree(document.body().attr("data-said"));
  }
}
