package dev.loadstone.core.profile;

/**
 * A function and its share of a profile.
 *
 * @param name of class and method, or of a native function
 * @param self share of what was sampled in the function itself, 0 to 1
 * @param total share of what was sampled in it or in what it called, 0 to 1
 */
public record ProfiledFunction(String name, double self, double total) {}
