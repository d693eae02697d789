package dev.loadstone.core.profile;

/**
 * A frame of a flame graph: a function, called by those under it.
 *
 * @param name of the function
 * @param depth how many frames are under it, 0 or more
 * @param from where it begins, as a share of the whole width, 0 to 1
 * @param share of what was sampled in it and in what it called, 0 to 1; its width
 */
public record FlameFrame(String name, int depth, double from, double share) {}
