package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import java.util.List;

/** Short ways to plans for tests. */
final class PlanFixture {
  private static final String HEAD = "name: shop\ntarget: http://127.0.0.1:18800\n";
  private static final String LOAD = "load: {phases: [{rate: 5/s, for: 10s}]}\n";
  private static final String STEPS = "steps: [{http: GET /health}]\n";

  private PlanFixture() {}

  static Plan read(String text) {
    return read(text, ReadOptions.NONE);
  }

  static Plan read(String text, ReadOptions options) {
    return new PlanReader().read("plan.yaml", text, options);
  }

  /** Reads a plan with the given load, one that begins on line 3. */
  static Load load(String load, ReadOptions options) {
    return read(withLoad(load), options).load().orElseThrow();
  }

  static Load load(String load) {
    return load(load, ReadOptions.NONE);
  }

  static String withLoad(String load) {
    return HEAD + "load: " + load + "\n" + STEPS;
  }

  /**
   * Returns a plan with the given steps, the first one on line 5, each written as a list item
   * without indentation.
   */
  static String withSteps(String steps) {
    return HEAD + LOAD + "steps:\n" + steps.indent(2);
  }

  /** Reads a plan with the given top-level keys, the first one on line 4. */
  static String with(String keys) {
    return HEAD + LOAD + keys + "\n" + STEPS;
  }

  static List<Step> steps(String steps) {
    return read(withSteps(steps)).scenarios().getFirst().steps();
  }

  static Step.Http http(String step) {
    return (Step.Http) steps(step).getFirst();
  }

  static List<String> problems(String text) {
    return problems(text, ReadOptions.NONE);
  }

  static List<String> problems(String text, ReadOptions options) {
    return catchThrowableOfType(InvalidInputException.class, () -> read(text, options))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }
}
