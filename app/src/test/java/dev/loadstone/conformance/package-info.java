/** Loadstone against servers that others wrote, installed from npm where it is present. */
@NullMarked
package dev.loadstone.conformance;

import org.jspecify.annotations.NullMarked;
