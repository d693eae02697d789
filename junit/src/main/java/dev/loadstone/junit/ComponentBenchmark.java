package dev.loadstone.junit;

import dev.loadstone.engine.benchmark.BenchmarkSource;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * A test that measures a component. Its method may take the {@link
 * dev.loadstone.core.benchmark.BenchmarkReport} of what is named here, which has been measured by
 * then; without that parameter the test fails unless all targets are met. A {@link ComponentRunner}
 * parameter measures benchmarks that the method makes. At most one of {@link #benchmarkMethod},
 * {@link #source} and {@link #plan} may be given.
 *
 * <p>It has the tag {@value #TAG}, by which builds keep it apart from unit tests. While it runs, no
 * other test of the same JVM does, even if tests run in parallel: its figures would be about both.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@Tag(ComponentBenchmark.TAG)
@ExtendWith(ComponentBenchmarkExtension.class)
@ResourceLock(Resources.GLOBAL)
public @interface ComponentBenchmark {
  /** The tag of all benchmarks. */
  String TAG = "benchmark";

  /**
   * The method of the test class that makes the benchmark: without parameters, static or not, of
   * the type {@link dev.loadstone.engine.benchmark.Benchmark}. It is called after
   * {@code @BeforeEach}.
   */
  String benchmarkMethod() default "";

  /** The class that makes the benchmark in {@link #forks} JVMs, one after the other, each fresh. */
  Class<? extends BenchmarkSource> source() default BenchmarkSource.class;

  /** How many JVMs each level of a {@link #source} is measured in. */
  int forks() default 5;

  /** A plan's file, relative to the working directory; all of its benchmarks are measured. */
  String plan() default "";

  /** A URL instead of the plan's target, or {@code name=URL} instead of one of several. */
  String target() default "";
}
