package dev.loadstone.junit;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The plan that an annotation names.
 *
 * @param annotation of the test method
 */
record DeclaredPlan(LoadTest annotation) {
  /** Returns whether the annotation names a plan at all. */
  boolean exists() {
    return !annotation.plan().isEmpty() || !annotation.planMethod().isEmpty();
  }

  /**
   * Returns the plan.
   *
   * @throws InvalidInputException with every problem, if the plan is wrong in any way
   * @throws ExtensionConfigurationException if the annotation does not name exactly one plan
   */
  EffectivePlan read(ExtensionContext context) {
    if (annotation.plan().isEmpty() == annotation.planMethod().isEmpty()) {
      throw new ExtensionConfigurationException(
          "@LoadTest must name either a plan or a planMethod for a test with a RunResult. Write"
              + " @LoadTest(plan = \"src/test/plans/chat.yaml\").");
    }
    ReadOptions options =
        ReadOptions.NONE.withEnvironment(System.getenv()).withScale(annotation.scale());
    if (!annotation.target().isEmpty()) {
      options = options.withTarget(annotation.target());
    }
    EffectivePlan plan =
        annotation.plan().isEmpty()
            ? made(context, options)
            : EffectivePlan.read(Path.of(annotation.plan()), options);
    return (annotation.tier().isEmpty() ? plan : plan.withTier(annotation.tier(), "tier"))
        .changed("by the annotation @LoadTest", changes());
  }

  private EffectivePlan made(ExtensionContext context, ReadOptions options) {
    LoadPlan plan =
        DeclaredMethod.value(context, "planMethod", annotation.planMethod(), LoadPlan.class);
    return new EffectivePlan(plan.build(options), plan.yaml(), Optional.empty());
  }

  private List<String> changes() {
    List<String> changes = new ArrayList<>();
    if (!annotation.target().isEmpty()) {
      changes.add("target " + annotation.target());
    }
    if (annotation.scale() != 1) {
      changes.add("scale " + annotation.scale());
    }
    if (!annotation.tier().isEmpty()) {
      changes.add("tier " + annotation.tier());
    }
    return changes;
  }
}
