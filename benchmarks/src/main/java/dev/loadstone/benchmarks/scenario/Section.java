package dev.loadstone.benchmarks.scenario;

/**
 * The result of a scenario.
 *
 * @param place the scenario's name, and that of its place in the page
 * @param text Markdown; ends with a line feed
 */
public record Section(String place, String text) {}
