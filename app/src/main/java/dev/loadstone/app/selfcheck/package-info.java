/**
 * Whether the numbers of this program are true on this machine: runs against a testbed whose truth
 * is known, compared with its ledger and with arithmetic.
 *
 * <p>May depend on core and on the trials of this module.
 */
@NullMarked
package dev.loadstone.app.selfcheck;

import org.jspecify.annotations.NullMarked;
