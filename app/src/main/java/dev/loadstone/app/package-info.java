/** The command line and the wiring of all modules. May depend on every module and on picocli. */
@NullMarked
package dev.loadstone.app;

import org.jspecify.annotations.NullMarked;
