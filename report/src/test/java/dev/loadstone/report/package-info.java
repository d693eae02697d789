/** Tests of the reports, and runs made up for them. */
@NullMarked
package dev.loadstone.report;

import org.jspecify.annotations.NullMarked;
