package dev.loadstone.benchmarks.jmh;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Writing a JSON body with three variables. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TemplateBenchmark {
  private static final String PLAN =
      """
      name: template
      target: http://127.0.0.1:1
      variables: {tenant: tenant-17, session: session-4711, order: 4242}
      load: {phases: [{users: 1, for: 1s}]}
      steps:
        - http: POST /
          json: {tenant: "${tenant}", session: "${session}", message: "Where is order #${order}?"}
      """;

  private final Bytes out = new Bytes();
  private final TextTemplate template;
  private final UserValues values;

  /** Reads the plan and gives the variables values. */
  public TemplateBenchmark() {
    Plan plan = new PlanReader().read("template.yaml", PLAN, ReadOptions.NONE);
    Names names = new Names(plan);
    template = TextTemplate.of(body(plan), names);
    values = new UserValues(1, names.slots(), names.feeders(), 42);
    values.writable(names.slot("tenant")).append("tenant-17");
    values.writable(names.slot("session")).append("session-4711");
    values.writable(names.slot("order")).append("4242");
  }

  private static Template body(Plan plan) {
    Step step = plan.scenarios().getFirst().steps().getFirst();
    if (step instanceof Step.Http http && http.body() instanceof Body.Json json) {
      return json.json();
    }
    throw new IllegalStateException("the plan's step must have a JSON body, got: " + step);
  }

  /** Writes the body of about 90 bytes. */
  @Benchmark
  public int write_jsonBodyWithThreeVariables() {
    template.write(values, out.clear());
    return out.length();
  }
}
