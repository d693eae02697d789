package dev.loadstone.core.run;

/**
 * A change of the load by a person while a run goes on. It holds from then on until the load ends.
 *
 * @param atNanos from when on, nanoseconds from the start of the run
 * @param from the level before: arrivals per second or users
 * @param to the level from then on
 * @param open whether the level is a rate of arrivals rather than a number of users
 */
public record Adjustment(long atNanos, double from, double to, boolean open) {}
