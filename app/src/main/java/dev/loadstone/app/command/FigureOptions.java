package dev.loadstone.app.command;

import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Correction;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.compare.Tolerance;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.core.quantity.Ratios;
import dev.loadstone.report.RunDirectoryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which figures are compared, and when a difference matters, on the command line. */
final class FigureOptions {
  private static final double LEVEL_MAX = 0.5;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--measure",
      paramLabel = "FIGURE",
      description =
          "Compare only these: response_time, response_time.p99, response_time{step=chat}.p99, or"
              + " a benchmark's name; * stands for any letters. Repeatable. Default: p50, p95 and"
              + " p99 of response times and times to tokens, rates and error ratios, of all steps"
              + " together and each.")
  List<String> measures = new ArrayList<>();

  @Option(
      names = "--tolerance",
      paramLabel = "[FIGURE=]SHARE",
      description =
          "How large a change must be to matter, of all figures or of some. Repeatable; the last"
              + " one that names a figure counts. 0: every significant change. Default: 20%%; for"
              + " error ratios and other shares a twentieth of it, in points.")
  List<String> tolerances = new ArrayList<>();

  @Option(
      names = "--level",
      paramLabel = "SHARE",
      description = "Chance of any false alarm among all figures. Default: 5%%.")
  String level = "5%";

  @Option(
      names = "--correction",
      paramLabel = "NAME",
      description =
          "How the number of figures is reckoned with: step-down, holm, bh. Default: step-down.")
  String correction = Correction.STEP_DOWN.label();

  @Option(
      names = "--run-variation",
      paramLabel = "SHARE",
      description =
          "How much runs of the same code vary (standard deviation over mean), where there are too"
              + " few runs to see it. Default: 8.6%%.")
  String runVariation = "8.6%";

  /** Names of figures that are there, for suggestions; asked only when one is wrong. */
  @FunctionalInterface
  interface KnownNames {
    Collection<String> all() throws RunDirectoryException;
  }

  /** Returns the figures asked for; none for the usual ones. */
  List<SubjectPattern> patterns() {
    return parsed("--measure", measures, SubjectPattern::parse);
  }

  /** Returns how to compare. */
  ComparisonSettings settings(boolean differentPlans) {
    double chance = share("--level", level);
    if (chance <= 0 || chance > LEVEL_MAX) {
      throw wrong("--level must be above 0 and at most 50%, got: " + level);
    }
    double variation = share("--run-variation", runVariation);
    if (variation <= 0) {
      throw wrong("--run-variation must be above 0, got: " + runVariation);
    }
    Correction named =
        Stream.of(Correction.values())
            .filter(one -> one.label().equals(correction))
            .findFirst()
            .orElseThrow(() ->
                wrong(
                    "--correction must be one of "
                        + String.join(", ", Correction.labels())
                        + ", got: "
                        + correction));
    return new ComparisonSettings(
        chance,
        parsed("--tolerance", tolerances, Tolerance::parse),
        variation,
        named,
        differentPlans,
        ComparisonSettings.DEFAULT.seed());
  }

  /**
   * Refuses names of figures that are not compared.
   *
   * @param compared what is
   * @param known further names to suggest
   */
  void checkNames(Collection<Subject> compared, KnownNames known) throws RunDirectoryException {
    for (SubjectPattern pattern : patterns()) {
      check("--measure", pattern, compared, known);
    }
    for (Tolerance tolerance : parsed("--tolerance", tolerances, Tolerance::parse)) {
      if (tolerance.of().isPresent()) {
        check("--tolerance", tolerance.of().get(), compared, known);
      }
    }
  }

  private void check(
      String option, SubjectPattern pattern, Collection<Subject> compared, KnownNames known)
      throws RunDirectoryException {
    if (compared.stream().anyMatch(pattern::matches)) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    compared.forEach(subject -> names.add(subject.name()));
    names.addAll(known.all());
    if (Suggestions.nearest(pattern.text(), names).isEmpty()
        && Suggestions.nearest(pattern.text(), Measure.labels()).isPresent()) {
      names.addAll(Measure.labels());
    }
    throw wrong(
        option
            + " must name a figure that is compared, got: "
            + pattern.text()
            + ". "
            + Suggestions.fix(pattern.text(), names));
  }

  private double share(String option, String text) {
    try {
      return Ratios.parse(text);
    } catch (QuantityFormatException e) {
      throw wrong(option + " must be a share such as 5%, got: " + text);
    }
  }

  private <T> List<T> parsed(String option, List<String> texts, Function<String, T> parser) {
    List<T> all = new ArrayList<>();
    for (String text : texts) {
      try {
        all.add(parser.apply(text));
      } catch (IllegalArgumentException e) {
        throw wrong(option + " " + e.getMessage());
      }
    }
    return all;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
