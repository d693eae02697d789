/**
 * Run directories and the reports made from them. May depend on {@code core}, Jackson and jsoup.
 */
@NullMarked
package dev.loadstone.report;

import org.jspecify.annotations.NullMarked;
