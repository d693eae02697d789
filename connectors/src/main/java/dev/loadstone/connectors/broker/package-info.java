/** What the steps of all message brokers have in common. */
@NullMarked
package dev.loadstone.connectors.broker;

import org.jspecify.annotations.NullMarked;
