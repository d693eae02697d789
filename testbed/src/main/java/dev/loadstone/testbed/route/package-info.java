/**
 * The paths that the testbed serves, and how a request finds its own.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package dev.loadstone.testbed.route;

import org.jspecify.annotations.NullMarked;
