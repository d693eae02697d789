package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.yaml.TemplateParser.Deferred;
import dev.loadstone.core.plan.yaml.TemplateParser.Environment;
import dev.loadstone.core.plan.yaml.TemplateParser.Piece;
import dev.loadstone.core.plan.yaml.TemplateParser.Plain;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is requested, as in {@code POST /api/v1/chat/message} or {@code /health}.
 *
 * @param method in upper case
 * @param url with expressions
 * @param name method and path, without the query, expressions as <code>{name}</code>
 */
record RequestLine(String method, Template url, String name) {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  /**
   * Parses a request line.
   *
   * @param usualMethod the method if only a path is given
   * @throws InvalidTextException if the method is unknown or the URL cannot be one
   */
  static RequestLine parse(ScalarNode scalar, String usualMethod, TemplateParser parser) {
    String text = scalar.text().strip();
    String method = usualMethod;
    String url = text;
    if (!startsLikeUrl(text)) {
      String[] words = text.split("\\s+", 2);
      if (!METHODS.contains(words[0])) {
        throw unknownMethod(words[0], text);
      }
      method = words[0];
      url = words.length > 1 ? words[1] : "";
    }
    List<Piece> pieces = parser.pieces(url, scalar);
    if (!startsLikeUrl(url) || (pieces.isEmpty() && !url.contains("${"))) {
      throw new InvalidTextException(
          "have a path that begins with /, or a URL", text, "Write it as GET /health.");
    }
    requireSendable(pieces, text);
    return new RequestLine(method, template(pieces), method + " " + outline(pieces));
  }

  private static boolean startsLikeUrl(String text) {
    return text.startsWith("/")
        || text.startsWith("${")
        || text.startsWith("http://")
        || text.startsWith("https://");
  }

  private static InvalidTextException unknownMethod(String word, String text) {
    boolean path = word.contains("/") || word.contains(".");
    String fix =
        path
            ? "Begin the path with /."
            : Suggestions.nearest(word, METHODS)
                .map(near -> "Did you mean " + near + "?")
                .orElse("Use one of: " + String.join(", ", METHODS) + ".");
    return new InvalidTextException("begin with a method or /", text, fix);
  }

  private static void requireSendable(List<Piece> pieces, String text) {
    for (Piece piece : pieces) {
      String literal = TemplateParser.text(List.of(piece));
      for (int i = 0; i < literal.length(); i++) {
        char c = literal.charAt(i);
        if (c <= ' ' || c >= 0x7F || "\"<>\\^`{|}#".indexOf(c) >= 0) {
          String shown = c == ' ' ? "a space" : Character.toString(c);
          throw new InvalidTextException(
              "be a URL, which has no " + (c == ' ' ? "spaces" : "character " + c),
              text,
              "Write " + shown + " as " + encoded(c) + ".");
        }
      }
    }
  }

  private static String encoded(char c) {
    return URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Template template(List<Piece> pieces) {
    TemplateBuilder template = new TemplateBuilder();
    boolean first = true;
    for (Piece piece : pieces) {
      switch (piece) {
        case Plain plain -> template.literal(plain.text());
        case Environment environment -> template.literal(environment.text());
        case Deferred deferred ->
            template.hole(deferred.expression(), first ? Encoding.RAW : Encoding.URL_COMPONENT);
      }
      first = false;
    }
    return template.build();
  }

  private static String outline(List<Piece> pieces) {
    StringBuilder outline = new StringBuilder();
    for (Piece piece : pieces) {
      String text =
          switch (piece) {
            case Plain plain -> plain.text();
            case Environment environment -> environment.text();
            case Deferred deferred -> "{" + label(deferred.expression()) + "}";
          };
      int query = piece instanceof Deferred ? -1 : text.indexOf('?');
      if (query >= 0) {
        return outline.append(text, 0, query).toString();
      }
      outline.append(text);
    }
    return outline.toString();
  }

  private static String label(Expression expression) {
    return switch (expression) {
      case Expression.Variable variable -> variable.name();
      case Expression.FeederColumn column -> column.feeder() + "." + column.column();
      case Expression.CredentialValue credential -> credential.name();
      case Expression.RandomInt ignored -> "random.int";
      case Expression.RandomUuid ignored -> "random.uuid";
      case Expression.RandomChoice ignored -> "random.choice";
      case Expression.UserId ignored -> "user.id";
      case Expression.Iteration ignored -> "iteration";
      case Expression.Now ignored -> "now";
    };
  }
}
