package dev.loadstone.core.gate;

import dev.loadstone.core.result.RunResult;

/**
 * A run that is to pass a gate.
 *
 * @param name for a person, for example its directory
 * @param id by which a history knows it
 * @param result what it found
 */
public record JudgedRun(String name, String id, RunResult result) {}
