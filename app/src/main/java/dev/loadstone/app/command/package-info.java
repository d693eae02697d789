/**
 * The commands: what they are called, what they take, what they print, and with which code they
 * end.
 *
 * <p>May depend on every other package of this module, on every other module, and on picocli.
 */
@NullMarked
package dev.loadstone.app.command;

import org.jspecify.annotations.NullMarked;
