/** What is asked of the operating system: priorities of threads, processors that stay awake. */
@NullMarked
package dev.loadstone.core.platform;

import org.jspecify.annotations.NullMarked;
