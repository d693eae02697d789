/**
 * A first load test that needs nothing: a bundled plan, and a testbed in a process of its own.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package dev.loadstone.app.demo;

import org.jspecify.annotations.NullMarked;
