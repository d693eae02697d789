package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.util.Optional;

/**
 * A condition on values that a virtual user has.
 *
 * @param text as the plan writes it
 * @param subject the value that is tested
 * @param test what must hold; an empty value does not exist
 * @param other the value with which a comparison compares, in place of a literal; if it does not
 *     exist, the comparison does not hold
 */
public record Condition(
    String text, Template subject, Check.ValueTest test, Optional<Template> other) {}
