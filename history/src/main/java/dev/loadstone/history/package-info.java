/**
 * Every run ever, with its figures: an index in an SQLite file or a PostgreSQL database. May depend
 * on {@code core}, Jdbi, Flyway and the drivers.
 */
@NullMarked
package dev.loadstone.history;

import org.jspecify.annotations.NullMarked;
