package dev.loadstone.core.document;

/**
 * A text as YAML has it without quotes: an expression alone in it stands for a value of any kind
 * rather than for a text.
 *
 * @param text the text
 */
public record Unquoted(String text) {}
