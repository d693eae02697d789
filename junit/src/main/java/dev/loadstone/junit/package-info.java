/**
 * Load tests and benchmarks as JUnit tests: annotations that run plans and benchmarks and hand
 * their results to test methods, and assertions that judge results as plans do.
 *
 * <p>May depend on core, engine, report, JUnit and AssertJ.
 */
@NullMarked
package dev.loadstone.junit;

import org.jspecify.annotations.NullMarked;
