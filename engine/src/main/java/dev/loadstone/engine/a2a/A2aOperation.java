package dev.loadstone.engine.a2a;

import dev.loadstone.core.plan.A2a;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.UserValues;
import java.util.ArrayList;
import java.util.List;

/** A step that sends a message to an agent, compiled for its plan. Immutable. */
public final class A2aOperation implements ActivityOperation {
  private final int number;
  private final A2a step;
  private final HttpOperation send;
  private final HttpOperation get;
  private final HttpOperation cancel;
  private final StreamReading reading;
  private final int requestSlot;
  private final int cancelSlot;
  private final int taskSlot;
  private final List<Extract> extracts = new ArrayList<>();

  /** A value of the task that is kept in a slot. */
  record Extract(A2a.Extraction extraction, int slot) {}

  private A2aOperation(int number, A2a step, Plan plan, Names names) {
    this.number = number;
    this.step = step;
    A2aRequests requests = new A2aRequests(step);
    requestSlot = names.slot(A2aRequests.REQUEST_ID);
    cancelSlot = names.slot(A2aRequests.CANCEL_ID);
    taskSlot = names.slot(A2aRequests.TASK_ID);
    send = HttpOperation.of(number, requests.send(), plan, names);
    get = HttpOperation.of(number, requests.get(), plan, names);
    cancel = HttpOperation.of(number, requests.cancel(), plan, names);
    reading = requests.reading();
    for (A2a.Extraction extraction : step.extractions()) {
      extracts.add(new Extract(extraction, names.slot(extraction.variable())));
    }
  }

  /**
   * Compiles a step.
   *
   * @param number of the operation, for recorders
   */
  public static A2aOperation of(int number, A2a step, Plan plan, Names names) {
    return new A2aOperation(number, step, plan, names);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public A2a step() {
    return step;
  }

  /** Returns where the agent is. */
  public Origin origin() {
    return send.origin();
  }

  @Override
  public List<Integer> feeders() {
    return send.feeders();
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return new A2aActivity(this, context, values, listener);
  }

  HttpOperation send() {
    return send;
  }

  HttpOperation get() {
    return get;
  }

  HttpOperation cancel() {
    return cancel;
  }

  StreamReading reading() {
    return reading;
  }

  int requestSlot() {
    return requestSlot;
  }

  int cancelSlot() {
    return cancelSlot;
  }

  int taskSlot() {
    return taskSlot;
  }

  List<Extract> extracts() {
    return extracts;
  }
}
