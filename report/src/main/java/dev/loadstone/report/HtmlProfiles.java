package dev.loadstone.report;

import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfiledFunction;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Html.Datum;
import java.util.List;
import java.util.regex.Pattern;

/** The profiles that were taken: when, of what, and where the time went. */
final class HtmlProfiles {
  /** Links lead nowhere else than to the folder of profiles. */
  private static final Pattern PAGE = Pattern.compile("profiles/[a-z0-9_-]+\\.html");

  private static final Pattern RECORDING = Pattern.compile("profiles/[a-z0-9_-]+\\.jfr");

  private static final double NANOS = 1e9;

  private HtmlProfiles() {}

  /** Returns the section; nothing if there are no profiles. */
  static String of(RunResult result) {
    if (result.profiles().isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.start("section", "id", "profiles").line().element("h2", "Profiles").line();
    html.element(
            "p",
            "Stacks of calls that were sampled while the run went on. The share itself is what was"
                + " sampled in the function, the whole share also what it called. In a flame graph"
                + " each function stands on what called it, as wide as its whole share; those under"
                + " one percent are only on the page of its own, which also lets one search.",
            "class",
            "lead")
        .line();
    for (int i = 0; i < result.profiles().size(); i++) {
      profile(html, place(i), result.profiles().get(i));
    }
    return html.end("section").line().toString();
  }

  /** Returns the id of what the page has of a profile. */
  static String place(int number) {
    return "profile-" + number;
  }

  /** Returns in a few words when a profile was taken. */
  static String when(Profile profile) {
    return "second " + second(profile.startNanos()) + " to " + second(profile.endNanos());
  }

  private static String second(long nanos) {
    return Decimals.plain(Math.round(nanos / NANOS * 10) / 10.0);
  }

  /** Returns when a profile was taken and why, by what, and how much; or why there is none. */
  static String facts(Profile profile) {
    if (!profile.isTaken()) {
      return "Not taken (" + profile.why() + "): " + profile.failure() + ".";
    }
    return when(profile)
        + " ("
        + profile.why()
        + "), by "
        + profile.tool()
        + ": "
        + total(profile)
        + ".";
  }

  /** Returns the heading of a profile. */
  static String title(Profile profile) {
    return profile.event().title() + ": " + profile.name();
  }

  private static void profile(Html html, String place, Profile profile) {
    html.start("div", "class", "card profile", "id", place);
    html.element("h3", title(profile));
    if (!profile.isTaken()) {
      html.element("p", facts(profile));
      html.end("div").line();
      return;
    }
    html.start("p").text(facts(profile) + " ");
    if (PAGE.matcher(profile.page()).matches()) {
      html.element("a", "Page of its own", "href", profile.page());
    }
    if (RECORDING.matcher(profile.recording()).matches()) {
      html.text(" ").element("a", "JFR recording", "href", profile.recording());
    }
    html.end("p").line();
    if (!profile.functions().isEmpty()) {
      functions(html, profile);
    }
    HtmlFlame.write(html, profile);
    html.end("div").line();
  }

  private static String total(Profile profile) {
    return switch (profile.event()) {
      case CPU -> Figures.count(profile.total()) + " samples";
      case ALLOC -> Figures.count(profile.total()) + " bytes";
      case LOCK -> Durations.human(profile.total() / NANOS) + " of waiting";
    };
  }

  private static void functions(Html html, Profile profile) {
    html.start("div", "class", "scroll").start("table", "class", "sortable");
    html.start("thead").start("tr").element("th", "Function");
    for (String column : List.of("Itself", "Whole")) {
      html.element("th", column, "class", "number");
    }
    html.end("tr").end("thead").line().start("tbody").line();
    for (ProfiledFunction function : profile.functions()) {
      html.start("tr")
          .start("th", "scope", "row")
          .element("code", function.name())
          .end("th")
          .number("td", Datum.ratio("profile", function.name(), "self", function.self()))
          .number("td", Datum.ratio("profile", function.name(), "total", function.total()))
          .end("tr")
          .line();
    }
    html.end("tbody").end("table").end("div");
  }
}
