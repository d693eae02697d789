package dev.loadstone.web;

import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk that notes what it is asked for. */
final class FakeDesk implements Desk {
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile boolean goesOn;

  @Override
  public List<Problem> problems(String plan, Optional<String> target) {
    asked.add("validate " + plan + target.map(url -> " at " + url).orElse(""));
    return plan.equals("bad")
        ? List.of(
            new Problem(
                Optional.of(new Location("plan.yaml", 2, 3)), "load", "must be one", "Write one."))
        : List.of();
  }

  @Override
  public String start(String plan, Optional<String> target) throws BusyException {
    List<Problem> problems = problems(plan, target);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    if (goesOn) {
      throw new BusyException("one");
    }
    goesOn = true;
    asked.add("start");
    return "one";
  }

  @Override
  public boolean adjust(double level) {
    if (level > 10_000) {
      throw new IllegalArgumentException("level must be lower, got: " + level);
    }
    asked.add("level " + level);
    return goesOn;
  }

  @Override
  public boolean offersProfiles() {
    return goesOn;
  }

  @Override
  public boolean profile() {
    asked.add("profile");
    return goesOn;
  }

  @Override
  public boolean stop() {
    asked.add("stop");
    boolean went = goesOn;
    goesOn = false;
    return went;
  }

  @Override
  public List<String> plans() {
    return List.of("told");
  }

  @Override
  public List<String> figures(Optional<String> plan) {
    return List.of("response_time.p95");
  }

  @Override
  public Optional<byte[]> trend(String figure, Optional<String> plan) {
    return figure.equals("response_time.p95")
        ? Optional.of("<!doctype html>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        : Optional.empty();
  }

  @Override
  public String planSchema() {
    return "{}";
  }
}
