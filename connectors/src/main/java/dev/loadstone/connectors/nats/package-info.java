/** Steps that publish, ask and consume by NATS. */
@NullMarked
package dev.loadstone.connectors.nats;

import org.jspecify.annotations.NullMarked;
