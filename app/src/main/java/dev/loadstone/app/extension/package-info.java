/**
 * Jars with step kinds, probes and reporters of other people. May depend on core and the console.
 */
@NullMarked
package dev.loadstone.app.extension;

import org.jspecify.annotations.NullMarked;
