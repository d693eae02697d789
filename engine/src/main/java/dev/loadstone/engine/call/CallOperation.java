package dev.loadstone.engine.call;

import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.UserSession;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.value.UserValues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** A call of a static Java method, found before the run. Immutable. */
public final class CallOperation implements ActivityOperation {
  private final int number;
  private final Step.Call step;
  private final Method method;

  private CallOperation(int number, Step.Call step, Method method) {
    this.number = number;
    this.step = step;
    this.method = method;
  }

  /**
   * Finds the method.
   *
   * @throws IllegalArgumentException if there is no such public static method
   */
  public static CallOperation of(int number, Step.Call step) {
    String wanted = step.className() + "#" + step.method();
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> type = Class.forName(step.className(), true, loader);
      for (Method method : type.getMethods()) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean fits =
            parameters.length == 0
                || (parameters.length == 1 && parameters[0] == UserSession.class);
        if (method.getName().equals(step.method())
            && Modifier.isStatic(method.getModifiers())
            && fits) {
          return new CallOperation(number, step, method);
        }
      }
    } catch (ClassNotFoundException unknown) {
      throw new IllegalArgumentException(
          "the class of " + wanted + " is not on the class path", unknown);
    }
    throw new IllegalArgumentException(
        wanted + " is no public static method that takes nothing or one UserSession");
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Step.Call step() {
    return step;
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return new CallActivity(this, context, values, listener);
  }

  /**
   * Runs the method.
   *
   * @throws Throwable whatever it throws
   */
  void run(UserSession session) throws Throwable {
    try {
      if (method.getParameterCount() == 0) {
        method.invoke(null);
      } else {
        method.invoke(null, session);
      }
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }
}
