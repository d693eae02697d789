package dev.loadstone.report;

import dev.loadstone.core.analysis.Climb;
import dev.loadstone.core.analysis.Drift;
import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.Recovery;
import java.util.ArrayList;
import java.util.List;

/** What the course of the load showed, in sentences. */
final class CourseFindings {
  /** The change under a steady load from which on it is worth a sentence. */
  private static final double CHANGE_MIN = 0.05;

  private CourseFindings() {}

  /** Returns a sentence or two for each thing that the course showed. */
  static List<String> of(LoadCourse course) {
    List<String> findings = new ArrayList<>();
    course.climb().ifPresent(climb -> climb(climb, findings));
    course.recovery().ifPresent(recovery -> findings.add(recovery(recovery)));
    course
        .drift()
        .filter(drift -> drift.isSignificant() && Math.abs(drift.response()) >= CHANGE_MIN)
        .ifPresent(drift -> findings.add(drift(drift)));
    return findings;
  }

  private static void climb(Climb climb, List<String> findings) {
    String highest = level(climb.levels().getLast().level(), climb.users());
    findings.add(
        climb
            .knee()
            .map(knee ->
                "Throughput followed the load up to about "
                    + level(knee.level(), climb.users())
                    + "; beyond that it stayed at about "
                    + Figures.rate(knee.capacity())
                    + ".")
            .orElse("Throughput followed the load up to the highest level, " + highest + "."));
    Climb.Level first = climb.levels().getFirst();
    climb
        .breakingLevel()
        .ifPresent(level ->
            findings.add(
                "The target broke at "
                    + level(level.level(), climb.users())
                    + " (score "
                    + Figures.number(level.score())
                    + ", below "
                    + Climb.SCORE_MIN
                    + "): "
                    + Figures.seconds(level.response())
                    + " mean response time against "
                    + Figures.seconds(first.response())
                    + " at "
                    + level(first.level(), climb.users())
                    + ", "
                    + Figures.rate(level.throughput())
                    + " done, "
                    + Figures.ratio(1 - level.success())
                    + " failed."));
  }

  private static String recovery(Recovery recovery) {
    String peak =
        "After the peak of " + Figures.level(recovery.peak()) + ", with the load back at ";
    String down = peak + Figures.level(recovery.level()) + ", the target ";
    return recovery
            .seconds()
            .map(seconds ->
                down
                    + (seconds < 1 // it is looked at second by second
                        ? "was itself again at once"
                        : "was itself again after " + Figures.length(seconds)))
            .orElse(
                down
                    + "was not itself again in the "
                    + Figures.length(recovery.observedSeconds())
                    + " that the load stayed there")
        + (recovery.before()
            ? "."
            : ", by the end of that time (the plan has no calm time before the peak to compare with).");
  }

  private static String drift(Drift drift) {
    return "Under a steady load of "
        + Figures.length(drift.seconds())
        + " the median response time "
        + (drift.response() > 0 ? "rose by " : "fell by ")
        + Figures.ratio(Math.abs(drift.response()))
        + " from the first quarter to the last.";
  }

  /** Returns a level of the load with its unit. */
  static String level(double level, boolean users) {
    return users ? Figures.count(Math.round(level), "user") : Figures.rate(level);
  }
}
