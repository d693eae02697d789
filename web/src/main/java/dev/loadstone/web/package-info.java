/**
 * The live page and the HTTP API: shows runs as they go, and the runs of a folder.
 *
 * <p>May depend on {@code core}, {@code report} and {@code history}; what starts runs is handed to
 * it.
 */
@NullMarked
package dev.loadstone.web;

import org.jspecify.annotations.NullMarked;
