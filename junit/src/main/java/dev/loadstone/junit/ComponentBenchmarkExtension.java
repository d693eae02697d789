package dev.loadstone.junit;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.engine.benchmark.Benchmark;
import dev.loadstone.engine.benchmark.BenchmarkSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the benchmarks of {@link ComponentBenchmark} methods. */
public final class ComponentBenchmarkExtension
    extends RunExtension<BenchmarkReport, ComponentRunner> {
  /** Creates the extension. */
  public ComponentBenchmarkExtension() {
    super(BenchmarkReport.class, ComponentRunner.class);
  }

  @Override
  ComponentRunner keeper(RunFolders folders) {
    return new ComponentRunner(folders);
  }

  @Override
  boolean namesRun(ExtensionContext context) {
    return named(declared(context)) > 0;
  }

  private static long named(ComponentBenchmark annotation) {
    return Stream.of(
            !annotation.benchmarkMethod().isEmpty(),
            annotation.source() != BenchmarkSource.class,
            !annotation.plan().isEmpty())
        .filter(given -> given)
        .count();
  }

  @Override
  BenchmarkReport run(ExtensionContext context, ComponentRunner with)
      throws IOException, InterruptedException {
    ComponentBenchmark annotation = declared(context);
    if (named(annotation) != 1) {
      throw new ExtensionConfigurationException(
          "@ComponentBenchmark must name one of benchmarkMethod, source and plan for a test with a"
              + " BenchmarkReport. Write @ComponentBenchmark(benchmarkMethod = \"quote\").");
    }
    if (!annotation.plan().isEmpty()) {
      Path plan = Path.of(annotation.plan());
      return annotation.target().isEmpty() ? with.run(plan) : with.run(plan, annotation.target());
    }
    return annotation.benchmarkMethod().isEmpty()
        ? with.run(annotation.source(), annotation.forks())
        : with.run(
            DeclaredMethod.value(
                context, "benchmarkMethod", annotation.benchmarkMethod(), Benchmark.class));
  }

  @Override
  void verify(BenchmarkReport of) {
    LoadAssertions.assertThat(of).meetsItsTargets();
  }

  private static ComponentBenchmark declared(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(
            context.getRequiredTestMethod(), ComponentBenchmark.class)
        .orElseThrow(() -> new ParameterResolutionException("the test lacks @ComponentBenchmark"));
  }
}
