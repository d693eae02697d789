/** Loadstone against servers that others wrote. */
@NullMarked
package dev.loadstone.conformance;

import org.jspecify.annotations.NullMarked;
