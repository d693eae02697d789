package dev.loadstone.report;

import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.result.GeneratorSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.report.Html.Datum;

/** What stands behind the figures: the generator's health, phases, environment and plan. */
final class HtmlBackground {
  private HtmlBackground() {}

  /** Returns how the generator fared. */
  static String generator(RunResult result) {
    GeneratorSummary generator = result.generator();
    Html html = new Html();
    if (result.start().importedFrom().isPresent()) {
      return html.element("p", "Another tool made the run; how it fared is not known.").toString();
    }
    String sentence =
        generator.healthy()
            ? "The generator kept up: what was measured is the target's doing."
            : "The generator did not keep up: what was measured may be its own doing.";
    html.element("p", sentence, "class", generator.healthy() ? "health good" : "health bad").line();
    html.start("dl", "class", "tiles small").line();
    tile(
        html,
        "CPU, all processors",
        Datum.ratio("cpu_ratio", "", "generator", generator.cpuRatio()));
    tile(
        html,
        "Busiest loop",
        Datum.ratio("loop_cpu_ratio_max", "", "generator", generator.loopCpuRatioMax()));
    tile(
        html,
        "Late by, p99",
        Datum.seconds("start_delay_p99", "", "generator", generator.startDelayP99()));
    tile(
        html,
        "Longest loop lag",
        Datum.seconds("loop_lag_max", "", "generator", generator.loopLagMax()));
    tile(
        html, "Longest GC", Datum.seconds("gc_pause_max", "", "generator", generator.gcPauseMax()));
    double bytes = generator.residentBytesMax();
    tile(
        html,
        "Memory",
        new Datum("resident_bytes_max", "", "generator", bytes, DataSizes.human(bytes), "bytes"));
    html.end("dl").line();
    return html.toString();
  }

  private static void tile(Html html, String name, Datum datum) {
    html.start("div", "class", "tile").element("dt", name).number("dd", datum).end("div").line();
  }

  /** Returns the phases of the load as a table. */
  static String phases(RunResult result) {
    Html html = new Html();
    html.start("div", "class", "scroll")
        .start("table")
        .start("thead")
        .start("tr")
        .element("th", "Phase");
    html.element("th", "From", "class", "number")
        .element("th", "To", "class", "number")
        .element("th", "Level", "class", "number");
    html.element("th", "In the results").end("tr").end("thead").start("tbody").line();
    for (PhaseWindow phase : result.start().phases()) {
      html.start("tr").element("th", phase.name(), "scope", "row");
      instant(html, phase, "start", phase.startNanos() / 1e9);
      instant(html, phase, "end", phase.endNanos() / 1e9);
      html.element("td", level(phase), "class", "number");
      html.element("td", phase.isWarmUp() ? "no, warm-up" : "yes").end("tr").line();
    }
    html.end("tbody").end("table").end("div");
    return html.toString();
  }

  private static void instant(Html html, PhaseWindow phase, String which, double seconds) {
    html.number(
        "td", new Datum("phase", phase.name(), which, seconds, Figures.length(seconds), "s"));
  }

  private static String level(PhaseWindow phase) {
    String from = phase.open() ? Figures.rate(phase.from()) : Figures.level(phase.from());
    String to = phase.open() ? Figures.rate(phase.to()) : Figures.level(phase.to()) + " users";
    return phase.from() == phase.to() ? to : from + " to " + to;
  }

  /** Returns the environment as a table. */
  static String environment(RunResult result) {
    RunStart start = result.start();
    Html html = new Html();
    html.start("div", "class", "scroll").start("table", "class", "facts").start("tbody").line();
    start.environment().forEach((name, value) -> fact(html, name, value));
    fact(html, "seed", Long.toString(start.seed()));
    fact(html, "plan hash", start.planHash());
    html.end("tbody").end("table").end("div");
    return html.toString();
  }

  private static void fact(Html html, String name, String value) {
    html.start("tr").element("th", name, "scope", "row").element("td", value).end("tr").line();
  }

  /** Returns the plan's text. */
  static String plan(RunResult result) {
    return new Html()
        .element("pre", result.start().planText(), "class", "plan", "id", "plan-text")
        .toString();
  }
}
