package dev.loadstone.app.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Branch and commit of the source that is being worked on: by the variables of the usual services
 * of continuous integration, or else of the Git repository around the working directory.
 */
public final class SourceFacts {
  /** The name of the fact that tells the branch. */
  public static final String BRANCH = "source.branch";

  /** The name of the fact that tells the commit. */
  public static final String COMMIT = "source.commit";

  /** GitHub (of pull requests, then of all), GitLab, Jenkins, Buildkite. */
  private static final List<String> BRANCHES =
      List.of(
          "GITHUB_HEAD_REF",
          "GITHUB_REF_NAME",
          "CI_COMMIT_REF_NAME",
          "GIT_BRANCH",
          "BUILDKITE_BRANCH");

  private static final List<String> COMMITS =
      List.of("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT", "BUILDKITE_COMMIT");
  private static final long PATIENCE_SECONDS = 5;

  private SourceFacts() {}

  /**
   * Returns the facts, each only if it is known.
   *
   * @param environment variables
   * @param branch as a person gave it, before all else
   * @param commit likewise
   */
  public static Map<String, String> of(
      Map<String, String> environment, Optional<String> branch, Optional<String> commit) {
    Map<String, String> facts = new TreeMap<>();
    branch
        .or(() -> first(environment, BRANCHES))
        .or(() -> git("symbolic-ref", "--short", "-q", "HEAD"))
        .ifPresent(name -> facts.put(BRANCH, name));
    commit
        .or(() -> first(environment, COMMITS))
        .or(() -> git("rev-parse", "HEAD"))
        .ifPresent(name -> facts.put(COMMIT, name));
    return facts;
  }

  private static Optional<String> first(Map<String, String> environment, List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.ofNullable(environment.get(name)))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  private static Optional<String> git(String... arguments) {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(text.strip()).filter(one -> process.exitValue() == 0 && !one.isEmpty());
    } catch (IOException noGit) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
