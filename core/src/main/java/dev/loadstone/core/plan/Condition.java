package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;

/**
 * A condition on values that a virtual user has.
 *
 * @param text as the plan writes it
 * @param subject the value that is tested
 * @param test what must hold; an empty value does not exist
 */
public record Condition(String text, Template subject, Check.ValueTest test) {}
