package dev.loadstone.core.profile;

/**
 * The stacks that were sampled for one event.
 *
 * @param event what they are of
 * @param stacks each with how much of the event it had
 * @param page a picture of them as a page of HTML that needs nothing else, in UTF-8; empty if there
 *     are no stacks
 */
public record FlameGraph(ProfileEvent event, Stacks stacks, String page) {}
