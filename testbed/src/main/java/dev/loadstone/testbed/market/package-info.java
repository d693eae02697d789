/**
 * A market of new tokens: pools, of which some are traps, a checker of them, wallets, a relay of
 * bundles, and prices. It needs no thread and no timer: what happens says when.
 *
 * <p>Depends on {@code truth}.
 */
@NullMarked
package dev.loadstone.testbed.market;

import org.jspecify.annotations.NullMarked;
