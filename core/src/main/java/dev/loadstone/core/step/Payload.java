package dev.loadstone.core.step;

/**
 * What a message carries, as part of a result: looked at as JSON if it is an object or an array of
 * JSON, else as a text.
 *
 * @param text the payload in UTF-8
 */
public record Payload(String text) {}
