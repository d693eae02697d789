/** Those who watch a run: a scraper of its metrics, and viewers of the live page. */
@NullMarked
package dev.loadstone.benchmarks.watcher;

import org.jspecify.annotations.NullMarked;
