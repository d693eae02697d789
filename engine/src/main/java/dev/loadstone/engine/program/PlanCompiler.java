package dev.loadstone.engine.program;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.A2a;
import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.ConnectorStep;
import dev.loadstone.core.plan.EvmBlocks;
import dev.loadstone.core.plan.EvmTransaction;
import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.JsonRpc;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.McpStep;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.WebSocketStep;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.core.step.StepKinds;
import dev.loadstone.engine.a2a.A2aOperation;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.call.CallOperation;
import dev.loadstone.engine.connector.ConnectorOperation;
import dev.loadstone.engine.connector.SharedClient;
import dev.loadstone.engine.evm.BlocksOperation;
import dev.loadstone.engine.evm.TransactionOperation;
import dev.loadstone.engine.evm.Wallet;
import dev.loadstone.engine.grpc.GrpcOperation;
import dev.loadstone.engine.grpc.GrpcSchemas;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.jsonrpc.JsonRpcOperation;
import dev.loadstone.engine.mcp.McpOperation;
import dev.loadstone.engine.record.LoopRecorder;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.websocket.WebSocketOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compiles plans. */
public final class PlanCompiler {
  private static final String TRACE_PHASE = "trace";

  private final Plan plan;
  private final Names names;
  private final GrpcSchemas schemas;
  private final List<Tags> operationTags = new ArrayList<>();
  private final List<CompiledPlan.OperationName> operations = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final Set<Origin> origins = new LinkedHashSet<>();
  private final Set<Integer> feeders = new TreeSet<>();
  private final Map<List<Object>, Wallet> wallets = new HashMap<>();
  private final Map<List<Object>, SharedClient> clients = new LinkedHashMap<>();
  private int counters;
  private int countersMax;

  private PlanCompiler(Plan plan, GrpcSchemas schemas) {
    this.plan = plan;
    this.schemas = schemas;
    this.names = new Names(plan);
  }

  /**
   * Compiles a plan.
   *
   * @throws IllegalArgumentException if a {@code call} step's method is not to be found
   */
  public static CompiledPlan compile(Plan plan) {
    return compile(plan, new GrpcSchemas());
  }

  /**
   * Compiles a plan.
   *
   * @param schemas what the targets have told of their gRPC services
   * @throws IllegalArgumentException if a {@code call} step's method is not to be found, or a
   *     {@code grpc} step does not fit its method
   */
  public static CompiledPlan compile(Plan plan, GrpcSchemas schemas) {
    return new PlanCompiler(plan, schemas).compile();
  }

  private CompiledPlan compile() {
    List<CompiledPlan.Variable> variables = variables();
    List<Instruction> setup = program(plan.setup(), Optional.empty());
    Set<Integer> setupFeeders = Set.copyOf(feeders);
    int setupCounters = countersMax;
    List<CompiledScenario> scenarios = new ArrayList<>();
    for (Scenario scenario : plan.scenarios()) {
      feeders.clear();
      feeders.addAll(setupFeeders);
      countersMax = setupCounters;
      List<Instruction> first = program(scenario.setup(), Optional.of(scenario.name()));
      List<Instruction> steps = program(scenario.steps(), Optional.of(scenario.name()));
      variables.forEach(variable -> feeders.addAll(variable.template().feeders()));
      scenarios.add(
          new CompiledScenario(
              scenarios.size(),
              scenario,
              first,
              steps,
              List.of(),
              List.copyOf(feeders),
              countersMax));
    }
    Map<String, Integer> phases = new LinkedHashMap<>();
    List<CompiledPlan.Mix> mixes = mixes(scenarios, phases);
    List<String> scenarioNames = plan.scenarios().stream().map(Scenario::name).toList();
    LoopRecorder.Layout layout =
        new LoopRecorder.Layout(
            List.copyOf(phases.keySet()), List.copyOf(operationTags), scenarioNames, groups);
    return new CompiledPlan(
        plan,
        names,
        variables,
        setup,
        scenarios,
        mixes,
        layout,
        operations,
        instances(),
        List.copyOf(clients.values()));
  }

  /**
   * Compiles a benchmark of a plan as its only scenario.
   *
   * @param schemas what the targets have told of their gRPC services
   * @param load as many users as iterations are to be under way at once, for as long as it may take
   * @param samples takes the samples
   * @throws IllegalArgumentException if a {@code call} step's method is not to be found
   */
  public static CompiledPlan compile(
      Plan plan,
      GrpcSchemas schemas,
      ComponentBenchmark benchmark,
      Load load,
      SampleTaker samples) {
    return new PlanCompiler(plan, schemas).compile(benchmark, load, samples);
  }

  private CompiledPlan compile(ComponentBenchmark benchmark, Load load, SampleTaker samples) {
    List<CompiledPlan.Variable> variables = variables();
    Optional<String> name = Optional.of(benchmark.name());
    List<Instruction> setup = program(plan.setup(), Optional.empty());
    List<Instruction> first = program(benchmark.setup(), name);
    List<Instruction> steps = sampled(benchmark, name);
    List<Instruction> last = program(benchmark.teardown(), name);
    variables.forEach(variable -> feeders.addAll(variable.template().feeders()));
    Scenario scenario =
        new Scenario(
            benchmark.name(),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            benchmark.setup(),
            benchmark.steps());
    CompiledScenario compiled =
        new CompiledScenario(0, scenario, first, steps, last, List.copyOf(feeders), countersMax);
    Map<String, Integer> phases = new LinkedHashMap<>();
    CompiledPlan.Mix mix = mix(load, List.of(compiled), phases);
    return new CompiledPlan(
        plan,
        names,
        variables,
        setup,
        List.of(compiled),
        List.of(new CompiledPlan.Mix(load, mix.scenarios(), mix.phases(), Optional.of(samples))),
        new LoopRecorder.Layout(
            List.copyOf(phases.keySet()),
            List.copyOf(operationTags),
            List.of(benchmark.name()),
            groups),
        operations,
        instances(),
        List.copyOf(clients.values()));
  }

  private List<Instruction> sampled(ComponentBenchmark benchmark, Optional<String> name) {
    List<Instruction> program = new ArrayList<>();
    counters = 0;
    append(benchmark.beforeEach(), name, program);
    int begin = program.size();
    program.add(new Instruction.SampleEnd()); // replaced when the end's place is known
    append(benchmark.steps(), name, program);
    program.set(begin, new Instruction.SampleBegin(program.size()));
    program.add(new Instruction.SampleEnd());
    append(benchmark.afterEach(), name, program);
    return program;
  }

  private List<CompiledPlan.Variable> variables() {
    List<CompiledPlan.Variable> variables = new ArrayList<>();
    plan.variables()
        .forEach((name, template) ->
            variables.add(
                new CompiledPlan.Variable(names.slot(name), TextTemplate.of(template, names))));
    return variables;
  }

  private List<CompiledPlan.Mix> mixes(
      List<CompiledScenario> scenarios, Map<String, Integer> phases) {
    List<CompiledPlan.Mix> mixes = new ArrayList<>();
    List<CompiledScenario> mixed =
        scenarios.stream().filter(scenario -> scenario.scenario().load().isEmpty()).toList();
    if (!mixed.isEmpty()) {
      Load load =
          plan.load()
              .orElseThrow(() ->
                  new IllegalArgumentException("the plan has no load for its mix of scenarios"));
      mixes.add(mix(load, mixed, phases));
    }
    for (CompiledScenario scenario : scenarios) {
      scenario.scenario().load().ifPresent(load -> mixes.add(mix(load, List.of(scenario), phases)));
    }
    return mixes;
  }

  private static CompiledPlan.Mix mix(
      Load load, List<CompiledScenario> scenarios, Map<String, Integer> phases) {
    Map<String, Integer> own = new LinkedHashMap<>();
    List<String> phaseNames =
        load.arrivals() instanceof Arrivals.Trace
            ? List.of(TRACE_PHASE)
            : LevelCurve.of(load).windows(true).stream().map(PhaseWindow::name).toList();
    for (String name : phaseNames) {
      own.put(name, phases.computeIfAbsent(name, any -> phases.size()));
    }
    return new CompiledPlan.Mix(load, scenarios, own, Optional.empty());
  }

  private List<Instruction> program(List<Step> steps, Optional<String> scenario) {
    List<Instruction> program = new ArrayList<>();
    counters = 0;
    append(steps, scenario, program);
    return program;
  }

  private void append(List<Step> steps, Optional<String> scenario, List<Instruction> program) {
    for (Step step : steps) {
      switch (step) {
        case Step.Http http -> {
          HttpOperation operation =
              HttpOperation.of(operation(scenario, http.name()), http, plan, names);
          origins.add(operation.origin());
          feeders.addAll(operation.feeders());
          program.add(new Instruction.Http(operation));
        }
        case Step.Call call ->
            append(CallOperation.of(operation(scenario, call.name()), call), program);
        case A2a a2a -> {
          A2aOperation operation =
              A2aOperation.of(operation(scenario, a2a.name()), a2a, plan, names);
          append(operation, operation.origin(), program);
        }
        case WebSocketStep socket -> {
          WebSocketOperation operation =
              WebSocketOperation.of(operation(scenario, socket.name()), socket, plan, names);
          append(operation, operation.opening().origin(), program);
        }
        case McpStep mcp -> {
          McpOperation operation =
              McpOperation.of(operation(scenario, mcp.name()), mcp, plan, names);
          append(operation, operation.origin(), program);
        }
        case JsonRpc rpc -> {
          JsonRpcOperation operation =
              JsonRpcOperation.of(operation(scenario, rpc.name()), rpc, plan, names);
          append(operation, operation.origin(), program);
        }
        case GrpcStep grpc -> {
          GrpcOperation operation =
              GrpcOperation.of(operation(scenario, grpc.name()), grpc, plan, names, schemas);
          append(operation, operation.origin(), program);
        }
        case EvmTransaction transaction -> append(transaction, scenario, program);
        case EvmBlocks blocks -> {
          BlocksOperation operation =
              BlocksOperation.of(operation(scenario, blocks.name()), blocks, plan, names);
          append(operation, operation.origin(), program);
        }
        case ConnectorStep connector ->
            append(
                ConnectorOperation.of(
                    operation(scenario, connector.name()), connector, client(connector), names),
                program);
        case Step.Pause pause -> program.add(new Instruction.Pause(pause.time()));
        case Step.Recording recording -> append(recording, scenario, program);
        case Step.Repeat repeat -> appendRepeat(repeat, scenario, program);
        case Step.If choice -> appendIf(choice, scenario, program);
        case Step.Group group -> appendGroup(group, scenario, program);
      }
    }
  }

  /** Appends an operation that goes to a server. */
  private void append(ActivityOperation operation, Origin origin, List<Instruction> program) {
    origins.add(origin);
    append(operation, program);
  }

  private void append(ActivityOperation operation, List<Instruction> program) {
    feeders.addAll(operation.feeders());
    program.add(new Instruction.Activity(operation));
  }

  private void append(
      EvmTransaction transaction, Optional<String> scenario, List<Instruction> program) {
    Wallet wallet =
        wallets.computeIfAbsent(
            List.of(transaction.request().on(), transaction.accounts()),
            any -> Wallet.of(transaction.accounts(), names));
    TransactionOperation operation =
        TransactionOperation.of(
            operation(scenario, transaction.name()), transaction, wallet, plan, names);
    append(operation, operation.origin(), program);
  }

  private void append(
      Step.Recording recording, Optional<String> scenario, List<Instruction> program) {
    int number = number(scenario, Tag.RECORD, recording.name());
    CompiledRecording compiled = CompiledRecording.of(number, recording.source(), names);
    feeders.addAll(compiled.feeders());
    program.add(new Instruction.Take(compiled));
  }

  private SharedClient client(ConnectorStep step) {
    return clients.computeIfAbsent(
        List.of(step.kind(), step.on(), step.settings()),
        any ->
            new SharedClient(
                StepKinds.named(step.kind())
                    .orElseThrow(() ->
                        new IllegalArgumentException(
                            "the kind of step " + step.kind() + " is not on the class path")),
                step.on().map(name -> Objects.requireNonNull(plan.targets().get(name), name)),
                ConnectorOperation.settings(step.settings(), names)));
  }

  /** Returns the origins with all other instances of their targets. */
  private Set<Origin> instances() {
    Set<Origin> all = new LinkedHashSet<>(origins);
    plan.targets().values().stream()
        .filter(Target::isHttp)
        .map(target -> target.instances().stream().map(Origin::of).toList())
        .filter(places -> origins.contains(places.getFirst()))
        .forEach(all::addAll);
    return all;
  }

  private int operation(Optional<String> scenario, String step) {
    return number(scenario, Tag.STEP, step);
  }

  /** Returns the number under which something is recorded. */
  private int number(Optional<String> scenario, String tag, String name) {
    Tags tags = Tags.of(tag, name);
    operationTags.add(scenario.map(found -> tags.with(Tag.SCENARIO, found)).orElse(tags));
    operations.add(new CompiledPlan.OperationName(scenario.orElse(""), name));
    return operations.size() - 1;
  }

  private int counter() {
    counters++;
    countersMax = Math.max(countersMax, counters);
    return counters - 1;
  }

  private void appendRepeat(
      Step.Repeat repeat, Optional<String> scenario, List<Instruction> program) {
    int counter = counter();
    program.add(new Instruction.RepeatBegin(counter, repeat.times()));
    int start = program.size();
    append(repeat.steps(), scenario, program);
    program.add(new Instruction.RepeatEnd(counter, start));
  }

  private void appendIf(Step.If choice, Optional<String> scenario, List<Instruction> program) {
    CompiledCondition condition = new CompiledCondition(choice.when(), names);
    feeders.addAll(condition.feeders());
    int test = program.size();
    program.add(new Instruction.Jump(0));
    append(choice.then(), scenario, program);
    int end = program.size();
    if (choice.otherwise().isEmpty()) {
      program.set(test, new Instruction.JumpUnless(condition, end));
      return;
    }
    program.add(new Instruction.Jump(0));
    program.set(test, new Instruction.JumpUnless(condition, end + 1));
    append(choice.otherwise(), scenario, program);
    program.set(end, new Instruction.Jump(program.size()));
  }

  private void appendGroup(Step.Group group, Optional<String> scenario, List<Instruction> program) {
    int counter = counter();
    int number = groups.indexOf(group.name());
    if (number < 0) {
      number = groups.size();
      groups.add(group.name());
    }
    program.add(new Instruction.GroupBegin(counter));
    append(group.steps(), scenario, program);
    program.add(new Instruction.GroupEnd(counter, number));
  }
}
