package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.engine.Preflight;
import dev.loadstone.engine.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Without what a run is left out.
 *
 * @param run whose needs they are
 */
record Needs(Planned run) {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /**
   * Returns which variable is not set, for a person; empty if all are.
   *
   * @param environment the variables that are set
   */
  Optional<String> lack(Map<String, String> environment) {
    return run.variables().stream()
        .filter(variable -> environment.getOrDefault(variable, "").isEmpty())
        .map(variable -> "the environment variable " + variable + " is not set")
        .findFirst();
  }

  /**
   * Returns which target is not there, for a person; empty if all are, or are started by the plan.
   *
   * @param plan of the run
   * @throws InvalidInputException if the plan has no such target
   */
  Optional<String> lack(Plan plan) {
    List<Target> servers = new ArrayList<>();
    for (String name : run.servers()) {
      if (!plan.targets().containsKey(name)) {
        String fix = Suggestions.fix(name, plan.targets().keySet());
        String message = "must name a target of its plan, got: " + name;
        throw new InvalidInputException(
            List.of(new Problem(Optional.empty(), run.name() + ".needs", message, fix)));
      }
      Target server = Objects.requireNonNull(plan.targets().get(name));
      if (server.process().isEmpty()) {
        servers.add(server);
      }
    }
    try {
      new Preflight(TIMEOUT, target -> "leave the run out").check(servers);
      return Optional.empty();
    } catch (UnreachableException missing) {
      return Optional.of(Objects.requireNonNullElse(missing.getMessage(), "a server is not there"));
    }
  }
}
