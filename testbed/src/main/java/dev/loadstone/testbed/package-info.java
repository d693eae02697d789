/**
 * A reference agent platform whose truth is dialled and therefore known: it serves as slowly, as
 * unreliably and in as many queues as it is told, and keeps an exact ledger of what it did.
 *
 * <p>May depend on {@code core}, Vert.x, Netty, Jackson's streams and HdrHistogram.
 */
@NullMarked
package dev.loadstone.testbed;

import org.jspecify.annotations.NullMarked;
