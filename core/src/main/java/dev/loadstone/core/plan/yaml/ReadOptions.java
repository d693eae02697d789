package dev.loadstone.core.plan.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be said about a plan beside its text.
 *
 * @param environment the variables that <code>${NAME}</code> refers to
 * @param overrides changes of single values, each as {@code load.phases[0].rate=50/s}
 * @param target a URL instead of the plan's target, or {@code name=URL} instead of one of several
 * @param scale by what the durations of warm-up, phases and recorded arrivals are multiplied; above
 *     0
 * @param baseDirectory where relative file names start, unless the plan itself comes from a file
 * @param files whether the plan may have files of this machine read
 */
public record ReadOptions(
    Map<String, String> environment,
    List<String> overrides,
    Optional<String> target,
    double scale,
    Path baseDirectory,
    boolean files) {
  /** No environment, no changes, relative to the working directory. */
  public static final ReadOptions NONE =
      new ReadOptions(Map.of(), List.of(), Optional.empty(), 1, Path.of(""));

  /** Creates options for a plan that may have files read. */
  public ReadOptions(
      Map<String, String> environment,
      List<String> overrides,
      Optional<String> target,
      double scale,
      Path baseDirectory) {
    this(environment, overrides, target, scale, baseDirectory, true);
  }

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if the scale is not a finite number above 0
   */
  public ReadOptions {
    environment = Map.copyOf(environment);
    overrides = List.copyOf(overrides);
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale must be a number above 0, got: " + scale);
    }
  }

  /** Returns these options with another environment. */
  public ReadOptions withEnvironment(Map<String, String> variables) {
    return new ReadOptions(variables, overrides, target, scale, baseDirectory, files);
  }

  /** Returns these options with other changes of single values. */
  public ReadOptions withOverrides(List<String> changes) {
    return new ReadOptions(environment, changes, target, scale, baseDirectory, files);
  }

  /** Returns these options with another target. */
  public ReadOptions withTarget(String urlOrNamedUrl) {
    return new ReadOptions(
        environment, overrides, Optional.of(urlOrNamedUrl), scale, baseDirectory, files);
  }

  /** Returns these options with another scale. */
  public ReadOptions withScale(double factor) {
    return new ReadOptions(environment, overrides, target, factor, baseDirectory, files);
  }

  /** Returns these options with another place where relative file names start. */
  public ReadOptions withBaseDirectory(Path directory) {
    return new ReadOptions(environment, overrides, target, scale, directory, files);
  }

  /** Returns these options for a plan that may not have any file of this machine read. */
  public ReadOptions withoutFiles() {
    return new ReadOptions(environment, overrides, target, scale, baseDirectory, false);
  }
}
