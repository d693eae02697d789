package dev.loadstone.app.suite;

import dev.loadstone.app.demo.ProcessLimits;
import dev.loadstone.app.demo.TestbedProcess;
import dev.loadstone.app.suite.Suite.Deployment;
import dev.loadstone.app.suite.Suite.Planned;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a suite are made against: targets that are given, or testbeds in a process of
 * their own. A run with limits has a process for itself; all others share one. Not thread-safe.
 */
final class Targets implements AutoCloseable {
  private final String mainClass;
  private List<String> given;
  private @Nullable TestbedProcess testbed;
  private @Nullable TestbedProcess limited;

  private Targets(String mainClass, List<String> given, @Nullable TestbedProcess testbed) {
    this.mainClass = mainClass;
    this.given = given;
    this.testbed = testbed;
  }

  /** Returns targets that are there. */
  static Targets given(String urls) {
    List<String> all = Arrays.stream(urls.split(",", -1)).map(String::strip).toList();
    return new Targets("", all, null);
  }

  /**
   * Starts the testbeds that runs need at most.
   *
   * @throws IOException if they cannot be started
   */
  static Targets testbeds(String mainClass, List<Planned> runs) throws IOException {
    int most =
        runs.stream().mapToInt(run -> run.deployment().instances().orElse(1)).max().orElse(1);
    TestbedProcess testbed = TestbedProcess.start(mainClass, most, ProcessLimits.NONE);
    return new Targets(mainClass, testbed.urls(), testbed);
  }

  /** Returns why a run cannot be made against these; empty if it can. */
  Optional<String> lack(Planned run) {
    int wanted = run.deployment().instances().orElse(1);
    if (testbed != null || !run.servers().isEmpty()) {
      return Optional.empty();
    }
    if (wanted > given.size()) {
      return Optional.of(
          "it is about "
              + wanted
              + " instances; --target names "
              + given.size()
              + " of the target");
    }
    return run.deployment().limits().isAny()
        ? Optional.of(
            "it is about a target whose process is limited, which only a testbed's can be")
        : Optional.empty();
  }

  /** Returns the URLs of a run's target, at least one; those of a limited one only by and by. */
  List<String> of(Deployment deployment) {
    int usual = testbed == null ? given.size() : 1;
    return given.subList(0, Math.min(given.size(), deployment.instances().orElse(usual)));
  }

  /**
   * Makes the target of a run ready: a testbed is told its truth, and begins anew. One that cannot
   * be told any more, for what it was told before has taken all its memory, gives way to a new one.
   *
   * @return its URLs, which may be others than before
   * @throws IOException if a testbed cannot be started, or told
   */
  List<String> ready(Deployment deployment, String truth) throws IOException, InterruptedException {
    endLimited();
    if (testbed == null) {
      return of(deployment);
    }
    if (deployment.limits().isAny()) {
      TestbedProcess own =
          TestbedProcess.start(mainClass, deployment.instances().orElse(1), deployment.limits());
      limited = own;
      return told(own.urls(), truth);
    }
    try {
      return told(of(deployment), truth);
    } catch (IOException beyondHelp) {
      startAgain();
      return told(of(deployment), truth);
    }
  }

  private static List<String> told(List<String> urls, String truth)
      throws IOException, InterruptedException {
    try (Truthful truthful = new Truthful(urls)) {
      truthful.tell(truth);
    }
    return urls;
  }

  private void startAgain() throws IOException {
    if (testbed != null) {
      testbed.close();
      testbed = null;
    }
    TestbedProcess another = TestbedProcess.start(mainClass, given.size(), ProcessLimits.NONE);
    testbed = another;
    given = another.urls();
  }

  /**
   * Returns the variables that a run's plan may refer to: those given, and what a testbed's process
   * has of its own.
   */
  Map<String, String> environment(Map<String, String> variables) {
    TestbedProcess process = limited == null ? testbed : limited;
    return process == null ? variables : process.environment(variables);
  }

  private void endLimited() {
    if (limited != null) {
      limited.close();
      limited = null;
    }
  }

  @Override
  public void close() {
    endLimited();
    if (testbed != null) {
      testbed.close();
    }
  }
}
