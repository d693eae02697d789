/** The probe {@code command}: figures that a program writes, which is run for each look. */
@NullMarked
package dev.loadstone.monitor.command;

import org.jspecify.annotations.NullMarked;
