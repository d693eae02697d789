/** Runs that are watched and started in a browser. Loaded only where the page is asked for. */
@NullMarked
package dev.loadstone.app.live;

import org.jspecify.annotations.NullMarked;
