package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.expression.Template.Hole;
import dev.loadstone.core.expression.Template.Literal;
import dev.loadstone.core.expression.Template.Part;
import java.util.ArrayList;
import java.util.List;

/** Puts a template together; neighbouring literals become one. Not thread-safe. */
final class TemplateBuilder {
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  /** Adds text as it is. */
  TemplateBuilder literal(String text) {
    literal.append(text);
    return this;
  }

  /** Adds an expression. */
  TemplateBuilder hole(Expression expression, Encoding encoding) {
    flush();
    parts.add(new Hole(expression, encoding));
    return this;
  }

  /** Adds another template. */
  TemplateBuilder template(Template other) {
    for (Part part : other.parts()) {
      switch (part) {
        case Literal text -> literal(text.text());
        case Hole hole -> hole(hole.expression(), hole.encoding());
      }
    }
    return this;
  }

  private void flush() {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** Returns the template. */
  Template build() {
    flush();
    return new Template(parts);
  }
}
