package dev.loadstone.junit;

import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the plans of {@link LoadTest} methods. */
public final class LoadTestExtension extends RunExtension<RunResult, LoadRunner> {
  /** Creates the extension. */
  public LoadTestExtension() {
    super(RunResult.class, LoadRunner.class);
  }

  @Override
  LoadRunner keeper(RunFolders folders) {
    return new LoadRunner(folders);
  }

  @Override
  boolean namesRun(ExtensionContext context) {
    return declared(context).exists();
  }

  @Override
  RunResult run(ExtensionContext context, LoadRunner with)
      throws IOException, InterruptedException {
    return with.run(dev.loadstone.engine.LoadTest.of(declared(context).read(context)));
  }

  @Override
  void verify(RunResult of) {
    LoadAssertions.assertThat(of).meetsItsThresholds();
  }

  private static DeclaredPlan declared(ExtensionContext context) {
    return new DeclaredPlan(
        AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), LoadTest.class)
            .orElseThrow(() -> new ParameterResolutionException("the test lacks @LoadTest")));
  }
}
