package dev.loadstone.core.finding;

import dev.loadstone.core.result.RunResult;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a run showed that somebody should act on. Each rule is a pure function of the result;
 * none speaks without evidence, and a calm run has no findings. What the generator itself spoilt is
 * not told of the target.
 */
public final class Findings {
  private static final List<Function<RunResult, Stream<Finding>>> ALWAYS =
      List.of(RunRules::of, ErrorRules::of, StepRules::connectionLimits);

  private static final List<Function<RunResult, Stream<Finding>>> IF_HEALTHY =
      List.of(LoadRules::of, TimeRules::of, StepRules::of, TenantRules::of);

  /** What follows from a finding, and would only tell it again. */
  private static final Map<Kind, Set<Kind>> EXPLAINS =
      Map.of(
          Kind.CLIFF, EnumSet.of(Kind.DEGRADATION, Kind.BIMODAL),
          Kind.OVERLOAD, EnumSet.of(Kind.DEGRADATION, Kind.CLIFF, Kind.BIMODAL),
          Kind.SATURATION, EnumSet.of(Kind.BIMODAL),
          Kind.BREAKING, EnumSet.of(Kind.BIMODAL),
          Kind.WARM_UP, EnumSet.of(Kind.BIMODAL),
          Kind.SLOW_RECOVERY, EnumSet.of(Kind.BIMODAL),
          Kind.UNFAIR_TENANTS, EnumSet.of(Kind.BIMODAL, Kind.SLOW_TAIL));

  private Findings() {}

  /** Returns the findings of a run, the most urgent first. */
  public static List<Finding> of(RunResult result) {
    List<Finding> all =
        Stream.concat(
                ALWAYS.stream(),
                result.generator().healthy() ? IF_HEALTHY.stream() : Stream.empty())
            .flatMap(rule -> rule.apply(result))
            .toList();
    Set<Kind> explained =
        all.stream().flatMap(finding -> explained(finding).stream()).collect(Collectors.toSet());
    return all.stream()
        .filter(finding -> !explained.contains(finding.kind()))
        .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::kind))
        .toList();
  }

  private static Set<Kind> explained(Finding finding) {
    if (finding.kind() == Kind.CONNECTION_LIMIT && finding.severity() == Severity.HIGH) {
      EnumSet<Kind> overload =
          EnumSet.of(Kind.OVERLOAD); // it is one, of which the plan is the cause
      overload.addAll(EXPLAINS.getOrDefault(Kind.OVERLOAD, Set.of()));
      return overload;
    }
    return EXPLAINS.getOrDefault(finding.kind(), Set.of());
  }
}
