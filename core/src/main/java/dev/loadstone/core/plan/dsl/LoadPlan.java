package dev.loadstone.core.plan.dsl;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A plan under construction. Every method returns another one; {@link #build} checks everything at
 * once.
 *
 * <pre>{@code
 * Plan plan =
 *     LoadPlan.named("chat")
 *         .target("http://127.0.0.1:18800")
 *         .closed(users(0).to(50).over(ofSeconds(10)), users(50).over(ofMinutes(1)))
 *         .scenario("shopper", s -> s.think("1s..3s").step(http("POST", "/chat").json(Map.of("message", "hi"))))
 *         .thresholds("response_time.p95 < 500ms")
 *         .build();
 * }</pre>
 */
public final class LoadPlan {
  private final Keys keys;

  private LoadPlan(Keys keys) {
    this.keys = keys;
  }

  /** Returns a plan with a name and nothing else. */
  public static LoadPlan named(String name) {
    return new LoadPlan(Keys.NONE.with("name", name));
  }

  /** Returns the plan with a description. */
  public LoadPlan description(String sentence) {
    return with("description", sentence);
  }

  /** Returns the plan with an only target. */
  public LoadPlan target(String url) {
    return with("target", url);
  }

  /** Returns the plan with an only target of several instances, over which the load is spread. */
  public LoadPlan instances(String... urls) {
    return with("target", List.of(urls));
  }

  /** Returns the plan with one more of several targets. */
  public LoadPlan target(String name, String url) {
    return putting("target", name, url);
  }

  /** Returns the plan with an only target that is started for the run. */
  public LoadPlan target(String url, StartSpec start) {
    return with("target", Keys.NONE.with("url", url).with("start", start.values()).values());
  }

  /** Returns the plan with one more of several targets, which is started for the run. */
  public LoadPlan target(String name, String url, StartSpec start) {
    return putting(
        "target", name, Keys.NONE.with("url", url).with("start", start.values()).values());
  }

  /** Returns the plan with one more variable. */
  public LoadPlan variable(String name, String template) {
    return putting("variables", name, template);
  }

  /** Returns the plan with one more feeder. */
  public LoadPlan feeder(String name, String file, Feeder.Order order) {
    return putting(
        "feeders",
        name,
        Keys.NONE.with("file", file).with("order", Fields.spelling(order)).values());
  }

  /**
   * Returns the plan with one more feeder.
   *
   * @param rows at least one, all with the same keys
   */
  public LoadPlan feeder(String name, List<Map<String, String>> rows, Feeder.Order order) {
    return putting(
        "feeders",
        name,
        Keys.NONE.with("rows", List.copyOf(rows)).with("order", Fields.spelling(order)).values());
  }

  /** Returns the plan with one more credential, whose secret is in an environment variable. */
  public LoadPlan credentialFromEnvironment(String name, String variable) {
    return putting("credentials", name, Map.of("env", variable));
  }

  /** Returns the plan with one more credential, whose secret is in a file. */
  public LoadPlan credentialFromFile(String name, String file) {
    return putting("credentials", name, Map.of("file", file));
  }

  /**
   * Returns the plan with what the tokens of models cost.
   *
   * @param currency in which all prices are, for example USD
   * @param models by name, each with the prices of a million tokens by their key: {@code input},
   *     {@code output}, and where they differ {@code cachedInput} and {@code cacheWrite}
   */
  public LoadPlan prices(String currency, Map<String, Map<String, String>> models) {
    return with("prices", Keys.NONE.with("currency", currency).with("models", models).values());
  }

  /** Returns the plan with how HTTP is spoken. */
  public LoadPlan http(UnaryOperator<HttpSettingsSpec> settings) {
    return with("http", settings.apply(HttpSettingsSpec.EMPTY).values());
  }

  /**
   * Returns the plan with what holds for all steps of a kind that is not built in.
   *
   * @param kind for example {@code jdbc}
   * @param values by key, for example {@code maxConnections}
   */
  public LoadPlan settings(String kind, Map<String, ?> values) {
    return with(kind, values);
  }

  /** Returns the plan with an open load. */
  public LoadPlan open(PhaseSpec... phases) {
    return load(LoadSpec.open(phases));
  }

  /** Returns the plan with a closed load. */
  public LoadPlan closed(PhaseSpec... phases) {
    return load(LoadSpec.closed(phases));
  }

  /** Returns the plan with a load. */
  public LoadPlan load(LoadSpec load) {
    return with("load", load.values());
  }

  /** Returns the plan with more steps that each virtual user runs before anything else. */
  public LoadPlan setup(StepSpec... steps) {
    return new LoadPlan(keys.adding("setup", StepSpec.valuesOf(steps)));
  }

  /** Returns the plan with one more scenario. */
  public LoadPlan scenario(String name, UnaryOperator<ScenarioSpec> scenario) {
    return putting("scenarios", name, scenario.apply(ScenarioSpec.EMPTY).values());
  }

  /** Returns the plan with one more component to be measured by warm-up and samples. */
  public LoadPlan benchmark(String name, UnaryOperator<BenchmarkSpec> benchmark) {
    return putting("benchmarks", name, benchmark.apply(BenchmarkSpec.EMPTY).values());
  }

  /** Returns the plan with more probes. */
  public LoadPlan probes(ProbeSpec... probes) {
    return new LoadPlan(
        keys.adding("probes", Arrays.stream(probes).map(ProbeSpec::values).toList()));
  }

  /** Returns the plan with more profiles. */
  public LoadPlan profiles(ProfileSpec... profiles) {
    return new LoadPlan(
        keys.adding("profiles", Arrays.stream(profiles).map(ProfileSpec::values).toList()));
  }

  /**
   * Returns the plan with more thresholds.
   *
   * @param thresholds for example {@code response_time{step=chat}.p95 < 500ms}
   */
  public LoadPlan thresholds(String... thresholds) {
    return new LoadPlan(keys.adding("thresholds", Arrays.asList(thresholds)));
  }

  /** Returns the plan with one more named set of thresholds. */
  public LoadPlan tier(String name, String... thresholds) {
    return putting("tiers", name, Arrays.asList(thresholds));
  }

  /** Returns the plan with a seed of all randomness. */
  public LoadPlan seed(long seed) {
    return with("seed", seed);
  }

  private LoadPlan with(String key, Object value) {
    return new LoadPlan(keys.with(key, value));
  }

  private LoadPlan putting(String key, String name, Object value) {
    return new LoadPlan(keys.putting(key, name, value));
  }

  /** Returns the plan as a document, such as a YAML file gives. */
  public DocumentNode document() {
    return Documents.of(keys.values(), "");
  }

  /**
   * Returns the plan as the text of a plan's file, which reads as a plan equal to {@link #build}.
   * References to the environment stay references, so that no secret is in it.
   *
   * @return YAML that ends with a line break
   * @throws IllegalArgumentException if a value cannot be told in YAML, such as NaN
   */
  public String yaml() {
    return Documents.yaml(document());
  }

  /**
   * Returns the plan, with the process's environment variables.
   *
   * @throws InvalidInputException with every problem, if the plan is wrong in any way
   */
  public Plan build() {
    return build(ReadOptions.NONE.withEnvironment(System.getenv()));
  }

  /**
   * Returns the plan.
   *
   * @throws InvalidInputException with every problem, if the plan is wrong in any way
   */
  public Plan build(ReadOptions options) {
    return new PlanReader().read(document(), options);
  }
}
