package dev.loadstone.app.doctor;

/**
 * What a figure of an examination means for load tests.
 *
 * @param good whether nothing need be done
 * @param sentence for a person
 */
public record Finding(boolean good, String sentence) {}
