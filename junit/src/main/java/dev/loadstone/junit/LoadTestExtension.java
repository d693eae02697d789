package dev.loadstone.junit;

import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Runs the plans of {@link LoadTest} methods, and tells failed ones where the report is. Stateless;
 * what belongs to a test is in JUnit's stores.
 */
public final class LoadTestExtension
    implements ParameterResolver, InvocationInterceptor, TestExecutionExceptionHandler {
  /** The configuration parameter with the folder of all runs. */
  static final String DIRECTORY = "loadstone.directory";

  private static final String DIRECTORY_DEFAULT = "target/loadstone";
  private static final Namespace NAMESPACE = Namespace.create(LoadTestExtension.class);

  /** Creates the extension. */
  public LoadTestExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return parameter.getDeclaringExecutable().equals(context.getTestMethod().orElse(null))
        && (type == RunResult.class || type == LoadRunner.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() == LoadRunner.class) {
      return runner(context);
    }
    try {
      return run(context);
    } catch (IOException failed) {
      throw new ParameterResolutionException(
          Objects.requireNonNullElse(failed.getMessage(), failed.toString()), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ParameterResolutionException("the load test was interrupted", interrupted);
    }
  }

  /** Runs and judges the plan of a test that does not ask for its result. */
  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    boolean asked =
        Arrays.asList(method.getExecutable().getParameterTypes()).contains(RunResult.class);
    if (!asked && declared(context).exists()) {
      LoadAssertions.assertThat(run(context)).meetsItsThresholds();
    }
    invocation.proceed();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (!(failure instanceof AssertionError) || runner(context).reports().isEmpty()) {
      throw failure;
    }
    StringBuilder message =
        new StringBuilder(Objects.requireNonNullElse(failure.getMessage(), "").stripTrailing());
    for (Path report : runner(context).reports()) {
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

  private static RunResult run(ExtensionContext context) throws IOException, InterruptedException {
    return runner(context).run(dev.loadstone.engine.LoadTest.of(declared(context).read(context)));
  }

  private static DeclaredPlan declared(ExtensionContext context) {
    return new DeclaredPlan(
        AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), LoadTest.class)
            .orElseThrow(() -> new ParameterResolutionException("the test lacks @LoadTest")));
  }

  private static LoadRunner runner(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            context.getUniqueId(), any -> new LoadRunner(folders(context)), LoadRunner.class);
  }

  private static RunFolders folders(ExtensionContext context) {
    Path base = Path.of(context.getConfigurationParameter(DIRECTORY).orElse(DIRECTORY_DEFAULT));
    @SuppressWarnings("unchecked")
    Set<Path> taken =
        (Set<Path>)
            context
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("folders", any -> ConcurrentHashMap.<Path>newKeySet());
    return new RunFolders(
        base.resolve(context.getRequiredTestClass().getName())
            .resolve(context.getRequiredTestMethod().getName()),
        taken);
  }
}
