/** Steps that publish, ask and consume by Kafka. */
@NullMarked
package dev.loadstone.connectors.kafka;

import org.jspecify.annotations.NullMarked;
