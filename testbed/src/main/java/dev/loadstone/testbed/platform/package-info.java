/**
 * What the testbed answers: a multi-agent platform with plausible JSON, an arbitration mesh, a
 * market of new tokens, and small routes for general purposes.
 *
 * <p>Depends on {@code route} and Jackson's streams.
 */
@NullMarked
package dev.loadstone.testbed.platform;

import org.jspecify.annotations.NullMarked;
