/** Runs put into a history, and what a history shows, in words. May depend on history and core. */
@NullMarked
package dev.loadstone.app.history;

import org.jspecify.annotations.NullMarked;
