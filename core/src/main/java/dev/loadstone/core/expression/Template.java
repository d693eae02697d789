package dev.loadstone.core.expression;

import java.util.List;

/**
 * A text with expressions in it.
 *
 * @param parts in order; empty for the empty text
 */
public record Template(List<Part> parts) {
  /** Copies the parts. */
  public Template {
    parts = List.copyOf(parts);
  }

  /** A piece of a template. */
  public sealed interface Part {}

  /**
   * Text that stays as it is.
   *
   * @param text not empty
   */
  public record Literal(String text) implements Part {}

  /**
   * Text that an expression gives.
   *
   * @param expression what is put in
   * @param encoding how it is put in
   */
  public record Hole(Expression expression, Encoding encoding) implements Part {}

  /** How a value is written into the text around it. */
  public enum Encoding {
    /** As it is. */
    RAW,
    /**
     * As the inside of a JSON string (RFC 8259, section 7): quotes, backslashes and control
     * characters escaped.
     */
    JSON_TEXT,
    /**
     * As a JSON value: a number, true, false or null as it is, anything else as a quoted JSON
     * string.
     */
    JSON_VALUE,
    /**
     * As a URL component (RFC 3986, section 2.3): every byte but unreserved ones percent-encoded.
     */
    URL_COMPONENT
  }

  /** Returns a template that is this text, without any expression. */
  public static Template literal(String text) {
    return new Template(text.isEmpty() ? List.of() : List.of(new Literal(text)));
  }

  /** Returns whether there is no expression in it, so that its text is known before the run. */
  public boolean isLiteral() {
    return parts.stream().allMatch(Literal.class::isInstance);
  }

  /** Returns the expressions in it, in order. */
  public List<Expression> expressions() {
    return parts.stream()
        .filter(Hole.class::isInstance)
        .map(part -> ((Hole) part).expression())
        .toList();
  }

  /**
   * Returns the text of the literal parts, each expression as an ellipsis; for messages and default
   * names.
   */
  public String outline() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part instanceof Literal literal ? literal.text() : "…");
    }
    return text.toString();
  }
}
