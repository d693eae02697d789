package dev.loadstone.engine;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.engine.started.StartException;
import dev.loadstone.engine.started.StartedTarget;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The targets that a plan starts itself, under way until they are closed. They are started in the
 * plan's order, each when the one before can take load, and stopped in the reverse order.
 * Thread-safe.
 */
public final class StartedTargets implements AutoCloseable {
  /** When a target ended without which the load could not begin; see {@link #whileRunning}. */
  public static final String BEFORE_LOAD = "before the load could begin";

  /** When a target ended without which the benchmarks could not go on: at any time of them. */
  public static final String BEFORE_END = "before the benchmarks were over";

  /** How much later than others this process may learn that another one has ended. */
  private static final Duration ENDING_MAX = Duration.ofMillis(200);

  private final EffectivePlan plan;
  private final List<StartedTarget> targets;

  private StartedTargets(EffectivePlan plan, List<StartedTarget> targets) {
    this.plan = plan;
    this.targets = List.copyOf(targets);
  }

  /**
   * Starts them, if there are any, and waits until they can take load.
   *
   * @param folder an existing one in which each gets a file for what it writes; empty for none
   * @throws InvalidInputException if one cannot be started, or its limits cannot be imposed
   * @throws UnreachableException if one ends before it can take load, or cannot in time
   * @throws InterruptedException if the thread is interrupted; all are stopped then, as after other
   *     exceptions
   */
  public static StartedTargets start(EffectivePlan plan, Optional<Path> folder)
      throws UnreachableException, InterruptedException {
    List<StartedTarget> started = new ArrayList<>();
    try {
      for (Target target : plan.plan().targets().values()) {
        if (target.process().isPresent()) {
          List<InetSocketAddress> places = places(target);
          StartedTarget one =
              StartedTarget.start(target, places, folder.map(path -> path.resolve(file(target))));
          started.add(one);
          one.awaitHealth(places);
        }
      }
      return new StartedTargets(aimed(plan, started), started);
    } catch (StartException failed) {
      close(started);
      throw new UnreachableException(List.of(String.valueOf(failed.getMessage())));
    } catch (InterruptedException | RuntimeException failed) {
      close(started);
      throw failed;
    }
  }

  private static List<InetSocketAddress> places(Target target) {
    return target.instances().stream()
        .flatMap(instance -> Preflight.address(target, instance).stream())
        .toList();
  }

  private static String file(Target target) {
    return target.name().equals(Target.DEFAULT) ? "target.log" : "target-" + target.name() + ".log";
  }

  /** Returns the plan with the processes in the options of its probes. */
  private static EffectivePlan aimed(EffectivePlan plan, List<StartedTarget> started) {
    List<PlanProbe> probes = plan.plan().probes();
    for (StartedTarget one : started) {
      String text = one.target().processText();
      probes =
          probes.stream().map(probe -> probe.replacing(text, String.valueOf(one.pid()))).toList();
    }
    return new EffectivePlan(plan.plan().withProbes(probes), plan.text(), plan.tier());
  }

  /** Returns the targets of a plan that must be there before it is run. */
  public static List<Target> others(EffectivePlan plan) {
    return plan.plan().targets().values().stream()
        .filter(target -> target.process().isEmpty())
        .toList();
  }

  /** Returns the plan to be run against them. */
  public EffectivePlan plan() {
    return plan;
  }

  /** Returns what a run notes of them: the limits of those that have any, by name. */
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    for (StartedTarget one : targets) {
      one.limits()
          .ifPresent(limits -> facts.put("target." + one.target().name() + ".limits", limits));
    }
    return facts;
  }

  /**
   * Tells when one ends by itself, on another thread; at once if it has.
   *
   * @param hears a sentence without its full stop
   */
  public void onEnd(Consumer<String> hears) {
    targets.forEach(target -> target.onEnd(hears));
  }

  /** Returns which output is not all in its file, and why: sentences without their full stops. */
  public List<String> losses() {
    return targets.stream().flatMap(target -> target.loss().stream()).toList();
  }

  /**
   * Does nothing if all are under way.
   *
   * @throws UnreachableException if one has ended by itself
   * @throws InterruptedException if the thread is interrupted
   */
  public void requireRunning() throws UnreachableException, InterruptedException {
    require("while the load went on", Duration.ZERO);
  }

  /** Something that needs all targets, such as the beginning of their load. */
  @FunctionalInterface
  public interface Action<T> {
    /** Does it. */
    T run() throws InterruptedException;
  }

  /**
   * Does something while all are under way.
   *
   * @param when one that has ended did so, to be read after "ended": true of a time before the
   *     action, and of all of the time that it takes
   * @throws UnreachableException if one has ended by itself before; or by the time that the action
   *     fails, since that is then why
   * @throws InterruptedException if the thread is interrupted, also if the action fails otherwise
   *     then
   */
  public <T> T whileRunning(String when, Action<T> action)
      throws UnreachableException, InterruptedException {
    require(when, Duration.ZERO);
    try {
      return action.run();
    } catch (RuntimeException failed) {
      if (Thread.interrupted()) {
        throw new InterruptedException(failed.getMessage());
      }
      require(when, ENDING_MAX);
      throw failed;
    }
  }

  private void require(String when, Duration patience)
      throws UnreachableException, InterruptedException {
    List<String> ended = new ArrayList<>();
    for (StartedTarget target : targets) {
      target.ending(when, patience).ifPresent(ended::add);
    }
    if (!ended.isEmpty()) {
      throw new UnreachableException(ended);
    }
  }

  /** Stops all of them, with what they started, and waits for that. */
  @Override
  public void close() {
    close(targets);
  }

  private static void close(List<StartedTarget> targets) {
    targets.reversed().forEach(StartedTarget::close);
  }
}
