package dev.loadstone.core.result;

import dev.loadstone.core.record.CounterKey;

/**
 * A counter over the measured time.
 *
 * @param key what was counted
 * @param value how many
 */
public record CounterTotal(CounterKey key, long value) {}
