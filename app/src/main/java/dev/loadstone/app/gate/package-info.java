/**
 * Whether runs pass: what the history and other runs have to say of them, brought before the gate.
 * May depend on core, report and history.
 */
@NullMarked
package dev.loadstone.app.gate;

import org.jspecify.annotations.NullMarked;
