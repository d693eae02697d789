/**
 * What the testbed is told to do: laws of service times, workers, queues, errors and freezes; read
 * from YAML or JSON, written as JSON.
 *
 * <p>Depends on {@code core}, {@code route} and Jackson's generator.
 */
@NullMarked
package dev.loadstone.testbed.truth;

import org.jspecify.annotations.NullMarked;
