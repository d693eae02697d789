package dev.loadstone.history;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run in a history, without its figures.
 *
 * @param id twelve hexadecimal digits, made of when, where and what was run: the same run has the
 *     same one wherever it is added
 * @param started when it began, to the millisecond
 * @param plan the plan's name
 * @param planHash SHA-256 of the effective plan
 * @param verdict of the run
 * @param seconds measured time
 * @param origin of what it was
 * @param environment facts on the generator and its machine, sorted by name
 */
public record RunEntry(
    String id,
    Instant started,
    String plan,
    String planHash,
    Verdict verdict,
    double seconds,
    Origin origin,
    Map<String, String> environment) {
  private static final int ID_DIGITS = 12;

  /** Copies the environment. */
  public RunEntry {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }

  /** Returns the fingerprint of a run's start by which it is known. */
  public static String idOf(RunStart start) {
    String machine = start.environment().getOrDefault("machine.hostname", "");
    return Fingerprint.of(
            start.started().toString(), start.planHash(), String.valueOf(start.seed()), machine)
        .substring(0, ID_DIGITS);
  }

  /**
   * Returns a fingerprint of the generator's machine and Java, by which runs are told apart whose
   * figures should not be compared: of all facts but the names of machine, targets and source, and
   * the version of Loadstone.
   */
  public String environmentPrint() {
    Map<String, String> facts = new TreeMap<>(environment);
    facts.keySet().removeIf(RunEntry::isOfNoConsequence);
    return Fingerprint.of(facts.toString()).substring(0, ID_DIGITS);
  }

  /** Returns whether a fact of that name does not count in {@link #environmentPrint}. */
  public static boolean isOfNoConsequence(String fact) {
    return fact.equals("machine.hostname")
        || fact.equals("loadstone.version")
        || fact.startsWith("target.")
        || fact.startsWith("source.");
  }

  /** Returns the entry of a result. */
  public static RunEntry of(RunResult result, Origin origin) {
    return new RunEntry(
        idOf(result.start()),
        result.start().started().truncatedTo(ChronoUnit.MILLIS),
        result.start().name(),
        result.start().planHash(),
        result.verdict(),
        result.duration(),
        origin,
        result.start().environment());
  }
}
