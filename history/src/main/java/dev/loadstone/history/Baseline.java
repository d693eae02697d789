package dev.loadstone.history;

import java.time.Instant;

/**
 * The run that others of its plan are held against. Only a person sets it.
 *
 * @param run which
 * @param setAt when it was set, to the millisecond
 */
public record Baseline(RunEntry run, Instant setAt) {}
