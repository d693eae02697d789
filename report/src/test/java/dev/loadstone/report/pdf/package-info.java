@NullMarked
package dev.loadstone.report.pdf;

import org.jspecify.annotations.NullMarked;
