/**
 * Steps that run other people's clients: programs, databases, caches, brokers. Each kind is a
 * package of its own; all depend on core alone and know nothing of one another.
 */
@NullMarked
package dev.loadstone.connectors;

import org.jspecify.annotations.NullMarked;
