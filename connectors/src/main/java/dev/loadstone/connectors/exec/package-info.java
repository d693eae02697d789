/** Steps that run a program. Depends on core alone. */
@NullMarked
package dev.loadstone.connectors.exec;

import org.jspecify.annotations.NullMarked;
