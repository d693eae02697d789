/**
 * The runs of a folder: which there are, and what can be made of them.
 *
 * <p>May depend on {@code core} and {@code report}; on no server.
 */
@NullMarked
package dev.loadstone.web.runs;

import org.jspecify.annotations.NullMarked;
