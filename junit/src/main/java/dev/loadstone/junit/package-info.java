/**
 * Load tests as JUnit tests: an annotation that runs plans and hands their results to test methods,
 * and assertions that judge results as plans do.
 *
 * <p>May depend on core, engine, report, JUnit and AssertJ.
 */
@NullMarked
package dev.loadstone.junit;

import org.jspecify.annotations.NullMarked;
