/**
 * What tests of several modules share: a headless browser, in which pages are looked at and used,
 * and certificates.
 *
 * <p>May depend on nothing of Loadstone; only tests may depend on it.
 */
@NullMarked
package dev.loadstone.testkit;

import org.jspecify.annotations.NullMarked;
