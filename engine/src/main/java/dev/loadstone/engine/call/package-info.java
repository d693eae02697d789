/** Runs Java code as an operation. */
@NullMarked
package dev.loadstone.engine.call;

import org.jspecify.annotations.NullMarked;
