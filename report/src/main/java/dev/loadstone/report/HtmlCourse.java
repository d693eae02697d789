package dev.loadstone.report;

import dev.loadstone.core.analysis.Climb;
import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Html.Datum;
import java.util.List;

/** What the page tells of the course of the load: findings, and the levels of a climb. */
final class HtmlCourse {
  private HtmlCourse() {}

  /** Returns findings and table; nothing if the load had no course to speak of. */
  static String of(RunResult result) {
    LoadCourse course = result.course();
    List<String> findings = CourseFindings.of(course);
    if (findings.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.start("div", "class", "card", "id", "course").element("h3", "Course of the load");
    html.start("ul");
    findings.forEach(finding -> html.element("li", finding));
    html.end("ul");
    course.climb().ifPresent(climb -> levels(html, climb));
    return html.end("div").toString();
  }

  private static void levels(Html html, Climb climb) {
    html.start("div", "class", "scroll").start("table", "id", "level-table", "class", "sortable");
    html.start("thead").start("tr");
    for (String title : List.of("Level", "Operations", "Mean response", "Failed", "Score")) {
      html.element("th", title, "class", "number");
    }
    html.end("tr").end("thead").line().start("tbody").line();
    for (int i = 0; i < climb.levels().size(); i++) {
      Climb.Level level = climb.levels().get(i);
      String place = Integer.toString(i + 1);
      html.start("tr");
      html.number(
          "td",
          new Datum(
              "level",
              place,
              "mean",
              level.level(),
              CourseFindings.level(level.level(), climb.users()),
              climb.users() ? "users" : "per second"));
      html.number("td", Datum.rate("operation_rate", place, "level", level.throughput()));
      html.number("td", Datum.seconds("response_time", place, "mean", level.response()));
      html.number("td", Datum.ratio("error_ratio", place, "level", 1 - level.success()));
      html.number(
          "td",
          new Datum("score", place, "level", level.score(), Figures.number(level.score()), ""));
      html.end("tr").line();
    }
    html.end("tbody").end("table").end("div");
  }
}
