/**
 * What a person sees while a run goes on.
 *
 * <p>May depend on core, report, and the console of this module.
 */
@NullMarked
package dev.loadstone.app.view;

import org.jspecify.annotations.NullMarked;
