/**
 * What the program has of the world around it: streams, terminal, environment, signals, and the
 * code with which it ends.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package dev.loadstone.app.console;

import org.jspecify.annotations.NullMarked;
