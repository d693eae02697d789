package dev.loadstone.web.runs;

import java.util.OptionalDouble;

/**
 * A run of the folder, in a few figures.
 *
 * @param id the name of its folder
 * @param name the plan's
 * @param started in ISO 8601
 * @param verdict its label; {@code running}, or {@code cut} if the run never came to one
 * @param seconds measured time
 * @param achievedRate iterations completed per second
 * @param p95 of response time in seconds
 */
public record ListedRun(
    String id,
    String name,
    String started,
    String verdict,
    OptionalDouble seconds,
    OptionalDouble achievedRate,
    OptionalDouble p95) {}
