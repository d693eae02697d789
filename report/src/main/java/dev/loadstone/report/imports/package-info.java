/**
 * Results of other tools: recognised by what stands in them, and told as runs or benchmarks. What a
 * tool does not say is absent. May depend on {@code core} and Jackson.
 */
@NullMarked
package dev.loadstone.report.imports;

import org.jspecify.annotations.NullMarked;
