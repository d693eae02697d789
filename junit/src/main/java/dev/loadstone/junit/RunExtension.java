package dev.loadstone.junit;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;

/**
 * Runs what a test's annotation names: for the parameter that asks for its result, or else to be
 * judged before the method. Tells failed tests where the report is. Stateless; what belongs to a
 * test is in JUnit's stores.
 *
 * @param <R> what a run results in
 * @param <K> what runs and keeps
 */
abstract sealed class RunExtension<R, K extends ReportKeeper>
    implements ParameterResolver, InvocationInterceptor, TestExecutionExceptionHandler
    permits LoadTestExtension, ComponentBenchmarkExtension {
  private final Class<R> result;
  private final Class<K> keeper;
  private final Namespace namespace;

  RunExtension(Class<R> result, Class<K> keeper) {
    this.result = result;
    this.keeper = keeper;
    this.namespace = Namespace.create(keeper);
  }

  /** Returns what runs and keeps in these folders. */
  abstract K keeper(RunFolders folders);

  /** Returns whether the annotation names anything to run. */
  abstract boolean namesRun(ExtensionContext context);

  /** Runs what the annotation names. */
  abstract R run(ExtensionContext context, K with) throws IOException, InterruptedException;

  /** Verifies that a result is as whoever made the run wanted it. */
  abstract void verify(R of);

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return parameter.getDeclaringExecutable().equals(context.getTestMethod().orElse(null))
        && (type == result || type == keeper);
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() == keeper) {
      return keeper(context);
    }
    try {
      return run(context, keeper(context));
    } catch (IOException failed) {
      throw new ParameterResolutionException(
          Objects.requireNonNullElse(failed.getMessage(), failed.toString()), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ParameterResolutionException("the test was interrupted", interrupted);
    }
  }

  /** Runs and judges what the annotation names, of a test that does not ask for the result. */
  @Override
  public final void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    boolean asked = Arrays.asList(method.getExecutable().getParameterTypes()).contains(result);
    if (!asked && namesRun(context)) {
      verify(run(context, keeper(context)));
    }
    invocation.proceed();
  }

  @Override
  public final void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (!(failure instanceof AssertionError) || keeper(context).reports().isEmpty()) {
      throw failure;
    }
    StringBuilder message =
        new StringBuilder(Objects.requireNonNullElse(failure.getMessage(), "").stripTrailing());
    for (Path report : keeper(context).reports()) {
      message.append("\nReport: ").append(report);
    }
    AssertionError linked =
        failure instanceof AssertionFailedError compared && compared.isExpectedDefined()
            ? new AssertionFailedError(
                message.toString(), compared.getExpected(), compared.getActual())
            : new AssertionFailedError(message.toString());
    linked.setStackTrace(failure.getStackTrace());
    throw linked;
  }

  private K keeper(ExtensionContext context) {
    return context
        .getStore(namespace)
        .computeIfAbsent(context.getUniqueId(), any -> keeper(RunFolders.of(context)), keeper);
  }
}
