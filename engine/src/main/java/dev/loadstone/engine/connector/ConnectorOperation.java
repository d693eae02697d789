package dev.loadstone.engine.connector;

import dev.loadstone.core.plan.ConnectorStep;
import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.UserValues;
import java.util.List;

/** A step of a kind that is not built in, compiled. Immutable. */
public final class ConnectorOperation implements ActivityOperation {
  /** One activity per user does all of them, one after the other. */
  private static final Object OWNER = ConnectorOperation.class;

  private final int number;
  private final ConnectorStep step;
  private final SharedClient client;
  private final ArgumentTemplate arguments;
  private final ResultJudge judge;
  private final long timeoutNanos;

  private ConnectorOperation(int number, ConnectorStep step, SharedClient client, Names names) {
    this.number = number;
    this.step = step;
    this.client = client;
    this.arguments = new ArgumentTemplate(step.arguments(), names);
    this.judge = new ResultJudge(step, names);
    this.timeoutNanos = step.timeout().toNanos();
  }

  /** Compiles a step. */
  public static ConnectorOperation of(
      int number, ConnectorStep step, SharedClient client, Names names) {
    return new ConnectorOperation(number, step, client, names);
  }

  /** Returns the values of settings, which are known before the run. */
  public static StepArguments settings(StepValue.Mapping settings, Names names) {
    return new ArgumentTemplate(settings, names)
        .resolve(new UserValues(0, 0, List.of(), 0))
        .arguments();
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public ConnectorStep step() {
    return step;
  }

  SharedClient client() {
    return client;
  }

  ArgumentTemplate arguments() {
    return arguments;
  }

  ResultJudge judge() {
    return judge;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Returns what the step does, for a person, without values of users. */
  String outline() {
    StringBuilder text = new StringBuilder(step.kind()).append(':');
    StepValue main = step.arguments().entries().get(step.kind());
    if (main != null) {
      main.templates().forEach(template -> text.append(' ').append(template.outline()));
    }
    return text.toString();
  }

  @Override
  public List<Integer> feeders() {
    return arguments.feeders();
  }

  @Override
  public Object owner() {
    return OWNER;
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return new ConnectorActivity(context, values, listener);
  }
}
