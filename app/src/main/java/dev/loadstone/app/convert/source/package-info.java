/**
 * Documents of others, JSON or YAML, as trees that know at which line everything stands.
 *
 * <p>May depend on core's documents and problems, and on Jackson's streaming parser.
 */
@NullMarked
package dev.loadstone.app.convert.source;

import org.jspecify.annotations.NullMarked;
