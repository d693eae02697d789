package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.yaml.NameScope.Computed;
import dev.loadstone.core.plan.yaml.NameScope.Known;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes text with <code>${…}</code> apart. <code>$${</code> stands for a plain <code>${</code>; an
 * expression ends at the first <code>}</code> that does not close an expression inside it.
 */
final class TemplateParser {
  private final NameScope scope;
  private final Problems problems;

  TemplateParser(NameScope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** A part of a text. */
  sealed interface Piece {}

  /**
   * Text of the plan itself.
   *
   * @param text as it is
   */
  record Plain(String text) implements Piece {}

  /**
   * The value of an environment variable, or its default.
   *
   * @param text as it is
   */
  record Environment(String text) implements Piece {}

  /**
   * An expression for the run.
   *
   * @param expression what it is
   */
  record Deferred(Expression expression) implements Piece {}

  /**
   * Returns the parts of a text; an expression that is wrong becomes a problem and is left out.
   *
   * @param text the text
   * @param at where it stands
   */
  List<Piece> pieces(String text, DocumentNode at) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      if (text.startsWith("$${", i)) {
        plain.append("${");
        i += 3;
      } else if (text.startsWith("${", i)) {
        int end = end(text, i);
        if (end < 0) {
          problems.add(
              at.problem(
                  "must close every ${ with a }, got: " + text, "Write $${ for a plain ${."));
          return pieces;
        }
        flush(plain, pieces);
        resolve(text.substring(i + 2, end), at, pieces);
        i = end + 1;
      } else {
        plain.append(text.charAt(i++));
      }
    }
    flush(plain, pieces);
    return pieces;
  }

  /** Returns where the expression that begins at the given index ends, or -1. */
  static int end(String text, int start) {
    int depth = 1;
    for (int i = start + 2; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        depth++;
        i++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static void flush(StringBuilder plain, List<Piece> pieces) {
    if (!plain.isEmpty()) {
      pieces.add(new Plain(plain.toString()));
      plain.setLength(0);
    }
  }

  private void resolve(String inside, DocumentNode at, List<Piece> pieces) {
    int separator = inside.indexOf(":-");
    String name = separator < 0 ? inside : inside.substring(0, separator);
    try {
      var found = scope.find(name);
      if (found.isEmpty() && separator < 0) {
        throw scope.unknown(name);
      }
      if (found.isEmpty()) {
        pieces.add(new Environment(settingText(inside.substring(separator + 2), at)));
        return;
      }
      switch (found.get()) {
        case Known known -> pieces.add(new Environment(known.text()));
        case Computed computed -> {
          if (separator >= 0) {
            throw new InvalidTextException(
                "have a default only for an environment variable",
                "${" + inside + "}",
                name.strip() + " is a name of the plan.");
          }
          pieces.add(new Deferred(computed.expression()));
        }
      }
    } catch (InvalidTextException wrong) {
      problems.add(at.problem(wrong.problem(), wrong.fix()));
    }
  }

  private String settingText(String text, DocumentNode at) {
    return text(new TemplateParser(scope.settings(), problems).pieces(text, at));
  }

  /** Returns the text of parts that are all known; expressions are left out. */
  static String text(List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Plain plain -> text.append(plain.text());
        case Environment environment -> text.append(environment.text());
        case Deferred ignored -> {}
      }
    }
    return text.toString();
  }

  /**
   * Returns a text as a template with the given encoding of its expressions; known text stays as it
   * is.
   */
  Template template(String text, Encoding encoding, DocumentNode at) {
    TemplateBuilder template = new TemplateBuilder();
    for (Piece piece : pieces(text, at)) {
      switch (piece) {
        case Plain plain -> template.literal(plain.text());
        case Environment environment -> template.literal(environment.text());
        case Deferred deferred -> template.hole(deferred.expression(), encoding);
      }
    }
    return template.build();
  }
}
