/** A reference agent platform with known truth. May depend on {@code core} and Vert.x. */
@NullMarked
package dev.loadstone.testbed;

import org.jspecify.annotations.NullMarked;
