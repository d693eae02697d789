package dev.loadstone.report;

import dev.loadstone.core.finding.Finding;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.PhaseWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What happened at some instant of a run, to be marked where its course is drawn. */
final class Moments {
  /** The most that are marked. */
  static final int MOMENTS_MAX = 24;

  /** The level of what is no finding. */
  private static final String NOTE = "note";

  private static final double NANOS = 1e9;

  private Moments() {}

  /**
   * An instant.
   *
   * @param at seconds from the start of the run
   * @param level a finding's severity, else {@code note}
   * @param text what happened, in a few words or a sentence
   * @param place the id of what the page has of it; empty for nothing
   */
  record Moment(double at, String level, String text, String place) {
    Moment(double at, String level, String text) {
      this(at, level, text, "");
    }

    /** Returns the name of its colour in the style sheet. */
    String color() {
      return switch (level) {
        case "critical", "high" -> "fail";
        case "medium" -> "warn";
        case "low" -> "invalid";
        default -> "muted";
      };
    }
  }

  /**
   * Returns findings, warnings and profiles that have an instant, the end of the warm-up, and the
   * end of the load if the run went on after it; in the order of time, not more than {@value
   * #MOMENTS_MAX}.
   */
  static List<Moment> of(RunResult result) {
    List<Moment> moments = new ArrayList<>();
    if (result.start().warmUpNanos() > 0) {
      double end = result.start().warmUpNanos() / NANOS;
      moments.add(new Moment(end, NOTE, "The warm-up is over; the figures begin here."));
    }
    for (Finding finding : Findings.of(result)) {
      finding
          .at()
          .ifPresent(at ->
              moments.add(
                  new Moment(at, finding.severity().label(), finding.kind().title() + ".")));
    }
    for (Warning warning : result.warnings()) {
      at(warning).ifPresent(at -> moments.add(new Moment(at, NOTE, warning.message())));
    }
    profiles(result, moments);
    drain(result, moments);
    return moments.stream()
        .sorted(Comparator.comparingDouble(Moment::at))
        .limit(MOMENTS_MAX)
        .toList();
  }

  private static void profiles(RunResult result, List<Moment> moments) {
    for (int i = 0; i < result.profiles().size(); i++) {
      Profile profile = result.profiles().get(i);
      if (profile.isTaken()) {
        String text =
            "A profile of " + profile.event().label() + " was taken (" + profile.name() + ").";
        double at = profile.startNanos() / NANOS;
        moments.add(new Moment(at, NOTE, text, HtmlProfiles.place(i)));
      }
    }
  }

  private static OptionalDouble at(Warning warning) {
    return switch (warning) {
      case Warning.GeneratorStalled stalled -> OptionalDouble.of(stalled.at());
      case Warning.GcPause pause -> OptionalDouble.of(pause.at());
      case Warning.ProbeFailed failed -> OptionalDouble.of(failed.at());
      case Warning.NotProfiled missing -> OptionalDouble.of(missing.at());
      case Warning.LoadChanged changed -> OptionalDouble.of(changed.at());
      case Warning.EndedEarly ended -> OptionalDouble.of(ended.at());
      default -> OptionalDouble.empty();
    };
  }

  private static void drain(RunResult result, List<Moment> moments) {
    if (result.start().importedFrom().isPresent()) {
      return; // another tool's load has no known end
    }
    double end =
        result.start().phases().stream().mapToLong(PhaseWindow::endNanos).max().orElse(0) / NANOS;
    if (!result.timeline().isEmpty() && result.timeline().getLast().end() >= end + 1) {
      moments.add(new Moment(end, NOTE, "The load is over; what is under way is waited for."));
    }
  }

  /** Returns the list of what charts mark by numbers; nothing if they mark nothing. */
  static String html(RunResult result) {
    List<Moment> moments = of(result);
    if (moments.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.start("div", "class", "card").element("h3", "Marked in the charts");
    html.start("ol", "id", "moments", "class", "plain").line();
    for (Moment moment : moments) {
      html.start("li", "data-at", Html.exact(moment.at()))
          .element("b", "at " + clock(moment.at()), "title", Html.exact(moment.at()) + " s")
          .text(" ");
      if (moment.place().isEmpty()) {
        html.text(moment.text());
      } else {
        html.element("a", moment.text(), "href", "#" + moment.place());
      }
      if (!moment.level().equals(NOTE)) {
        html.text(" ").element("span", moment.level(), "class", "pill small " + moment.level());
      }
      html.end("li").line();
    }
    return html.end("ol").end("div").line().toString();
  }

  /** Returns an instant as axes of time have it: {@code 2:05}, with hours {@code 1:02:05}. */
  static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
