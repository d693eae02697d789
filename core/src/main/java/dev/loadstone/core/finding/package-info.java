/** What a run showed that somebody should know of or act on, with evidence and advice. */
@NullMarked
package dev.loadstone.core.finding;

import org.jspecify.annotations.NullMarked;
