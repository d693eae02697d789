package dev.loadstone.engine.loop;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.result.DropReason;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.program.CompiledPlan;
import dev.loadstone.engine.program.CompiledScenario;
import dev.loadstone.engine.program.Instruction;
import dev.loadstone.engine.record.IterationRecorder;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A virtual user: a small state machine that runs one iteration after the other. Everything happens
 * on its event loop.
 *
 * <p>Time: the first operation of an iteration is intended at the iteration's intended start; every
 * later one when the one before it ended, or when the pause between them was over. What lies
 * between an operation's intended and actual start is charged to the limit of iterations, to
 * waiting for a connection, and, as far as neither explains it, to the generator.
 */
final class VirtualUser implements Exchange.Listener, Activity.Listener, Timed {
  private enum Stage {
    PLAN_SETUP,
    SCENARIO_SETUP,
    STEPS,
    TEARDOWN
  }

  private enum State {
    IDLE,
    RUNNING,
    OPERATION,
    PAUSE
  }

  private static final int SPINS_MAX = 32;
  private static final int NO_SAMPLE = -1;
  private static final long[] NO_COUNTERS = {};

  /** Who a user works for. */
  interface Owner {
    /**
     * An iteration is over.
     *
     * @param user who ran it
     * @param now when it ended
     */
    void iterationEnded(VirtualUser user, long now);

    /** A sample of a benchmark begins. */
    default void sampleBegan(long now) {}

    /**
     * A sample of a benchmark is over.
     *
     * @param error what went wrong; null if nothing
     */
    default void sampleEnded(long startNanos, long endNanos, @Nullable ErrorClass error) {}
  }

  private final LoopContext loop;
  private final Owner owner;
  private final UserValues values;
  private final Exchange exchange;
  private final Bytes scratch = new Bytes();
  private final boolean[] setUp;
  private boolean planSetUp;
  private final Map<Object, Activity> activities = new HashMap<>(0);
  private @Nullable Activity activity;
  private CompiledScenario scenario;
  private List<Instruction> program = List.of();
  private Stage stage = Stage.STEPS;
  private State state = State.IDLE;
  private int at;
  private int phase;
  private long[] counters = NO_COUNTERS;
  private long iterationIntended;
  private long nextIntended;
  private long limitWait;
  private long pauseDue;
  private boolean failed;
  private int sampleEnd = NO_SAMPLE;
  private long sampleStart;
  private @Nullable ErrorClass sampleError;
  private @Nullable ErrorClass errorOutside;
  private boolean executing;
  private boolean variablesMade;
  private int spins;

  VirtualUser(LoopContext loop, Owner owner, long id, CompiledScenario first) {
    this.loop = loop;
    this.owner = owner;
    this.scenario = first;
    CompiledPlan plan = loop.plan();
    values = new UserValues(id, plan.names().slots(), plan.names().feeders(), plan.plan().seed());
    exchange = new Exchange(values, this);
    setUp = new boolean[plan.scenarios().size()];
    planSetUp = plan.setup().isEmpty();
  }

  UserValues values() {
    return values;
  }

  LoopContext loop() {
    return loop;
  }

  /**
   * Starts an iteration.
   *
   * @param next what to run
   * @param intended when it is intended to start
   * @param phaseNumber the phase of that time
   * @param waited how long it waited because of the limit of iterations under way
   * @return whether it could be started; not, if a feeder has no more rows
   */
  boolean begin(CompiledScenario next, long intended, int phaseNumber, long waited) {
    for (int i = 0; i < next.feeders().size(); i++) {
      if (!values.takeRow(next.feeders().get(i))) {
        return false;
      }
    }
    if (!variablesMade) {
      makeVariables();
    }
    scenario = next;
    phase = phaseNumber;
    iterationIntended = intended;
    nextIntended = intended;
    limitWait = waited;
    failed = false;
    if (counters.length < next.counters()) {
      counters = new long[next.counters()];
    }
    recorder().started();
    enter(planSetUp ? setUp[next.index()] ? Stage.STEPS : Stage.SCENARIO_SETUP : Stage.PLAN_SETUP);
    return true;
  }

  private void makeVariables() {
    variablesMade = true;
    for (CompiledPlan.Variable variable : loop.plan().variables()) {
      if (variable.template().write(values, scratch.clear()) == TextTemplate.COMPLETE) {
        values.writable(variable.slot()).append(scratch);
      }
    }
  }

  private void enter(Stage next) {
    stage = next;
    at = 0;
    program =
        switch (next) {
          case PLAN_SETUP -> loop.plan().setup();
          case SCENARIO_SETUP -> scenario.setup();
          case STEPS -> scenario.steps();
          case TEARDOWN -> scenario.teardown();
        };
  }

  private IterationRecorder recorder() {
    return loop.recorder().iteration(phase, scenario.index());
  }

  /** Runs on until something must be waited for or the iteration is over. */
  void run() {
    state = State.RUNNING;
    if (executing) {
      return; // whoever is executing goes on: a step that ends at once must not grow the stack
    }
    executing = true;
    spins = 0;
    while (state == State.RUNNING) {
      if (at < program.size()) {
        execute(program.get(at++));
      } else if (stage == Stage.STEPS || stage == Stage.TEARDOWN) {
        end(Outcome.OK, loop.now());
      } else {
        leaveSetup();
      }
    }
    executing = false;
  }

  /**
   * Returns whether so many iterations ended without any waiting that others must have their turn.
   */
  boolean mustYield() {
    return spins > SPINS_MAX;
  }

  private void leaveSetup() {
    if (stage == Stage.PLAN_SETUP) {
      planSetUp = true;
      enter(setUp[scenario.index()] ? Stage.STEPS : Stage.SCENARIO_SETUP);
    } else {
      setUp[scenario.index()] = true;
      enter(Stage.STEPS);
    }
  }

  private void execute(Instruction instruction) {
    switch (instruction) {
      case Instruction.Http http -> {
        state = State.OPERATION;
        readAsStream(http.operation());
        loop.http().start(exchange, http.operation(), nextIntended);
      }
      case Instruction.Activity other -> {
        state = State.OPERATION;
        start(other.operation());
      }
      case Instruction.Pause pause -> {
        state = State.PAUSE;
        pauseDue = nextIntended + ThinkTimes.nanos(pause.time(), values.random());
        limitWait = Math.clamp(loop.now() - pauseDue, 0, limitWait);
        loop.timers().add(pauseDue, this);
      }
      case Instruction.Take take ->
          take.recording()
              .take(
                  values, scratch, loop.recorder().step(phase, take.recording().number()).extras());
      case Instruction.Jump jump -> at = jump.target();
      case Instruction.JumpUnless jump ->
          at = jump.condition().holds(values, scratch) ? at : jump.target();
      case Instruction.RepeatBegin repeat -> counters[repeat.counter()] = repeat.times();
      case Instruction.RepeatEnd repeat ->
          at = --counters[repeat.counter()] > 0 ? repeat.target() : at;
      case Instruction.SampleBegin begin -> {
        sampleEnd = begin.end();
        sampleError = null;
        sampleStart = loop.now();
        nextIntended = sampleStart;
        owner.sampleBegan(sampleStart);
      }
      case Instruction.SampleEnd _ -> {
        sampleEnd = NO_SAMPLE;
        owner.sampleEnded(sampleStart, nextIntended, sampleError);
      }
      case Instruction.GroupBegin group -> counters[group.counter()] = loop.now();
      case Instruction.GroupEnd group ->
          loop.recorder().group(phase, group.group(), loop.now() - counters[group.counter()]);
    }
  }

  private void start(ActivityOperation operation) {
    Activity mine = activities.get(operation.owner());
    if (mine == null) {
      mine = operation.newActivity(loop.activities(), values, this);
      activities.put(operation.owner(), mine);
    }
    activity = mine;
    mine.start(operation, nextIntended, loop.recorder().step(phase, operation.number()));
  }

  private void readAsStream(HttpOperation operation) {
    StreamOperation stream = operation.stream();
    if (stream == null) {
      exchange.streamToNothing();
    } else {
      exchange.streamTo(stream, loop.recorder().step(phase, operation.number()).streams());
    }
  }

  @Override
  public void fire(long now) {
    if (state == State.PAUSE && now >= pauseDue) {
      nextIntended = pauseDue;
      run();
    }
  }

  @Override
  public void finished(Exchange ended, long endNanos) {
    if (state != State.OPERATION) {
      return;
    }
    ErrorClass error = ended.error();
    int number = ((Instruction.Http) program.get(at - 1)).operation().number();
    DropReason lack = ended.dropReason();
    if (lack != null) {
      long waited = endNanos - ended.intendedNanos();
      drop(lack, number, ended.message(), ended.requestLine(), waited, endNanos);
      return;
    }
    StepRecorder step = loop.recorder().step(phase, number);
    long response = endNanos - ended.intendedNanos();
    recordDelays(step, ended.intendedNanos(), ended.startNanos(), ended.waitNanos());
    step.bytes(ended.bytesSent(), ended.bytesReceived());
    step.checks(ended.checksPassed(), ended.checksFailed());
    Recordings.parts(step, ended);
    EventStream stream = ended.stream();
    if (stream != null) {
      stream.record(ended.intendedNanos(), ended.sentNanos(), error == null);
    }
    var http = ((Instruction.Http) program.get(at - 1)).operation().step();
    if (error != null && loop.samples().wants(number, error)) {
      loop.samples()
          .keep(
              number,
              error,
              endNanos,
              response,
              new FailureSampler.Failure(
                  ended.message(), ended.requestLine(), ended.responseText()));
    }
    Recordings.ending(http, step, error, response, endNanos - ended.startNanos());
    operationEnded(error, http.continueOnFailure(), endNanos);
  }

  private void recordDelays(StepRecorder step, long intended, long started, long connectionWait) {
    Recordings.delays(step, Math.max(0, started - intended), connectionWait, limitWait);
    limitWait = 0;
  }

  private void drop(
      DropReason reason, int operation, String message, String request, long response, long now) {
    if (loop.samples().wants(operation, ErrorClass.CONNECT)) {
      loop.samples()
          .keep(
              operation,
              ErrorClass.CONNECT,
              now,
              response,
              new FailureSampler.Failure(message, request, ""));
    }
    recorder().notStarted();
    recorder().dropped(reason);
    state = State.IDLE;
    owner.iterationEnded(this, now);
  }

  @Override
  public void ended(Activity of, Ending ending) {
    if (state != State.OPERATION || !of.equals(activity)) {
      return;
    }
    activity = null;
    ActivityOperation operation = ((Instruction.Activity) program.get(at - 1)).operation();
    long response = ending.endNanos() - ending.intendedNanos();
    if (ending.lack() != null) {
      drop(
          ending.lack(),
          operation.number(),
          ending.message(),
          ending.request(),
          response,
          ending.endNanos());
      return;
    }
    StepRecorder step = loop.recorder().step(phase, operation.number());
    recordDelays(step, ending.intendedNanos(), ending.startNanos(), ending.waitNanos());
    step.bytes(ending.bytesSent(), ending.bytesReceived());
    step.checks(ending.checksPassed(), ending.checksFailed());
    ErrorClass error = ending.error();
    Recordings.ending(
        operation.step(), step, error, response, ending.endNanos() - ending.startNanos());
    if (error != null && loop.samples().wants(operation.number(), error)) {
      loop.samples()
          .keep(
              operation.number(),
              error,
              ending.endNanos(),
              response,
              new FailureSampler.Failure(ending.message(), ending.request(), ending.response()));
    }
    operationEnded(error, operation.step().continueOnFailure(), ending.endNanos());
  }

  private void operationEnded(@Nullable ErrorClass error, boolean goOn, long endNanos) {
    nextIntended = endNanos;
    failed |= error != null;
    note(error);
    if (error != null && !goOn && sampleEnd != NO_SAMPLE) {
      at = sampleEnd;
      run();
    } else if (error != null && !goOn) {
      end(Outcome.FAILED, endNanos);
    } else if (at == program.size() && stage == Stage.STEPS) {
      end(Outcome.OK, endNanos);
    } else {
      run();
    }
  }

  private void note(@Nullable ErrorClass error) {
    if (sampleEnd == NO_SAMPLE) {
      errorOutside = errorOutside == null ? error : errorOutside;
    } else {
      sampleError = sampleError == null ? error : sampleError;
    }
  }

  /** Returns the first failure of this user outside of samples; null if there was none. */
  @Nullable ErrorClass errorOutside() {
    return errorOutside;
  }

  /** Cancels what a sample waits for, and ends the sample as timed out. */
  void timeOutSample(long now) {
    if (state == State.OPERATION) {
      cancelOperation();
      activities.values().forEach(Activity::leave); // they begin anew
      activities.clear();
    }
    failed = true;
    note(ErrorClass.TIMEOUT_TOTAL);
    nextIntended = now;
    at = sampleEnd;
    run();
  }

  /** Runs the teardown as an iteration of its own. */
  void tearDown(long now) {
    nextIntended = now;
    iterationIntended = now;
    failed = false;
    recorder().started();
    enter(Stage.TEARDOWN);
    run();
  }

  private void end(Outcome outcome, long now) {
    Outcome whole = outcome == Outcome.OK && failed ? Outcome.FAILED : outcome;
    state = State.IDLE;
    spins++;
    recorder().ended(whole, now - iterationIntended);
    values.nextIteration();
    owner.iterationEnded(this, now);
  }

  /** Ends what is under way, as our own doing. */
  void cancel() {
    if (state == State.IDLE) {
      return;
    }
    if (state == State.OPERATION) {
      cancelOperation();
    }
    state = State.IDLE;
    recorder().ended(Outcome.CANCELLED, 0);
  }

  private void cancelOperation() {
    int number;
    if (activity == null) {
      loop.http().cancel(exchange);
      number = ((Instruction.Http) program.get(at - 1)).operation().number();
    } else {
      activity.cancel();
      activity = null;
      number = ((Instruction.Activity) program.get(at - 1)).operation().number();
    }
    loop.recorder().step(phase, number).cancelled();
  }

  /** Closes what the user owns. */
  void leave() {
    loop.http().leave(exchange);
    farewell();
  }

  /** Ends what the user keeps at the target; nothing is under way. */
  void farewell() {
    activities.values().forEach(Activity::leave);
    activities.clear();
  }

  /** Returns whether an iteration is under way. */
  boolean isBusy() {
    return state != State.IDLE;
  }

  long iterationIntended() {
    return iterationIntended;
  }

  CompiledScenario scenario() {
    return scenario;
  }
}
