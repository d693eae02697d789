package dev.loadstone.report;

import dev.loadstone.core.finding.Finding;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.result.RunResult;
import java.util.List;

/** What somebody should act on, as a section of the page. */
final class HtmlFindings {
  private HtmlFindings() {}

  /** Returns the section; a sentence in it if there are no findings. */
  static String of(RunResult result) {
    List<Finding> findings = Findings.of(result);
    Html html = new Html();
    html.start("section", "id", "findings", "class", "card").element("h2", "Findings").line();
    if (findings.isEmpty()) {
      html.element("p", "Nothing that calls for action.", "class", "empty");
    }
    findings.forEach(finding -> finding(html, finding));
    return html.end("section").toString();
  }

  private static void finding(Html html, Finding finding) {
    String severity = finding.severity().label();
    html.start("article", "class", "finding", "data-kind", finding.kind().label());
    html.start("h3")
        .element("span", severity, "class", "pill small " + severity)
        .text(" " + finding.kind().title())
        .end("h3")
        .line();
    html.element("p", finding.evidence());
    html.start("dl");
    entry(html, "Impact", finding.impact());
    entry(html, "Do", finding.recommendation());
    entry(html, "Find out more", finding.next());
    html.end("dl").end("article").line();
  }

  private static void entry(Html html, String name, String text) {
    if (!text.isEmpty()) {
      html.start("div").element("dt", name).element("dd", text).end("div");
    }
  }
}
