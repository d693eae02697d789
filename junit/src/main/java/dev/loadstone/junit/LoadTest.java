package dev.loadstone.junit;

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
 * A test that puts load on something. Its method may take the {@link
 * dev.loadstone.core.result.RunResult} of the plan named here, which has been run by then; without
 * that parameter the test fails unless the plan's thresholds are met. A {@link LoadRunner}
 * parameter runs plans that the method makes.
 *
 * <p>It has the tag {@value #TAG}, by which builds keep it apart from unit tests. While it runs, no
 * other test of the same JVM does, even if tests run in parallel: its figures would be about both.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@Tag(LoadTest.TAG)
@ExtendWith(LoadTestExtension.class)
@ResourceLock(Resources.GLOBAL)
public @interface LoadTest {
  /** The tag of all load tests. */
  String TAG = "load";

  /** The plan's file, relative to the working directory, which in Maven is the module's folder. */
  String plan() default "";

  /**
   * The method of the test class that makes the plan: without parameters, static or not, of the
   * type {@link dev.loadstone.core.plan.dsl.LoadPlan}. It is called after {@code @BeforeEach}.
   */
  String planMethod() default "";

  /** A URL instead of the plan's target, or {@code name=URL} instead of one of several. */
  String target() default "";

  /** The tier to judge by, beside the plan's own thresholds. */
  String tier() default "";

  /** By what the durations of the plan's load are multiplied; above 0. */
  double scale() default 1;
}
