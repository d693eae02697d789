/**
 * What the testbed really did: counts and exact times per route, recorded by every event loop on
 * its own and added up when read.
 *
 * <p>Depends on {@code route}, HdrHistogram and Jackson's generator.
 */
@NullMarked
package dev.loadstone.testbed.ledger;

import org.jspecify.annotations.NullMarked;
