package dev.loadstone.app.run;

import dev.loadstone.core.reporter.Reporter;
import dev.loadstone.core.reporter.Reporters;
import dev.loadstone.report.Format;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which reports are to be written.
 *
 * @param formats those that are built in
 * @param reporters those that are not, in the order in which they are written
 */
public record ReportChoice(Set<Format> formats, List<Reporter> reporters) {
  /** What is written if nobody says otherwise. */
  public static final ReportChoice DEFAULT =
      new ReportChoice(EnumSet.of(Format.HTML, Format.CSV), List.of());

  /** Copies the collections. */
  public ReportChoice {
    formats = Set.copyOf(formats);
    reporters = List.copyOf(reporters);
  }

  /** Returns the names that can be asked for, those that are built in first. */
  public static List<String> names() {
    return Stream.concat(
            Format.labels().stream(), Reporters.installed().stream().map(Reporter::name))
        .distinct()
        .toList();
  }

  /** Returns the first name of which there is no report. */
  public static Optional<String> unknown(Collection<String> names) {
    return names.stream()
        .filter(name -> Format.of(name).isEmpty() && Reporters.named(name).isEmpty())
        .findFirst();
  }

  /**
   * Returns the reports of some names; {@link #DEFAULT} if there are none.
   *
   * @param names of which none is {@linkplain #unknown unknown}
   */
  public static ReportChoice of(Collection<String> names) {
    if (names.isEmpty()) {
      return DEFAULT;
    }
    Set<Format> formats = EnumSet.noneOf(Format.class);
    List<Reporter> reporters = new ArrayList<>();
    for (String name : names) {
      Format.of(name)
          .ifPresentOrElse(formats::add, () -> reporters.add(Reporters.named(name).orElseThrow()));
    }
    return new ReportChoice(formats, reporters);
  }
}
