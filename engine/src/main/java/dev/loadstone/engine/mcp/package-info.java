/** Speaks the Model Context Protocol over streamable HTTP, in sessions and without. */
@NullMarked
package dev.loadstone.engine.mcp;

import org.jspecify.annotations.NullMarked;
