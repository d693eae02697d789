package dev.loadstone.app.convert.openapi;

import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.openapi.References.Part;
import dev.loadstone.app.convert.source.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What requests need to be let in, from the security schemes of a description. */
final class SecuritySchemes {
  private final References references;
  private final Secrets secrets;
  private final Notes notes;

  SecuritySchemes(References references, Secrets secrets, Notes notes) {
    this.references = references;
    this.secrets = secrets;
    this.notes = notes;
  }

  /**
   * What a request needs, with expressions for secrets.
   *
   * @param headers by name
   * @param query by name, written as URLs have it
   */
  record Entrance(Map<String, String> headers, Map<String, String> query) {}

  /** Returns the first of the ways in that an operation has, as far as a plan can go it. */
  Entrance of(Part operation) {
    Value own = operation.value().get("security");
    boolean said = operation.value().has("security");
    List<Value> ways = (said ? own : references.root().value().get("security")).asList();
    Entrance entrance = new Entrance(new LinkedHashMap<>(), new LinkedHashMap<>());
    List<Value> usable =
        ways.stream()
            .filter(way -> way.asMap().keySet().stream().allMatch(this::isUsable))
            .toList();
    if (usable.isEmpty() && !ways.isEmpty()) {
      String names = String.join(", ", ways.getFirst().asMap().keySet());
      notes.remark(
          "The security scheme " + names + " is left out, since plans cannot do it by themselves.");
    }
    usable.stream()
        .limit(1)
        .forEach(way -> way.asMap().keySet().forEach(name -> add(name, scheme(name), entrance)));
    return entrance;
  }

  private Value scheme(String name) {
    Part root = references.root();
    Part schemes = references.get(references.get(root, "components"), "securitySchemes");
    return references.get(schemes, name).value();
  }

  private boolean isUsable(String name) {
    Value scheme = scheme(name);
    return switch (scheme.text("type")) {
      case "http" -> List.of("bearer", "basic").contains(http(scheme));
      case "apiKey" -> List.of("header", "query", "cookie").contains(scheme.text("in"));
      case "oauth2", "openIdConnect" -> true;
      default -> false;
    };
  }

  private static String http(Value scheme) {
    return scheme.text("scheme").toLowerCase(Locale.ROOT);
  }

  private void add(String name, Value scheme, Entrance entrance) {
    String of = " (security scheme " + name + ").";
    switch (scheme.text("type")) {
      case "http" -> {
        boolean basic = http(scheme).equals("basic");
        String what =
            basic
                ? "user:password in Base64, behind Basic in the header Authorization"
                : "The token behind Bearer in the header Authorization";
        String secret = secrets.take(name, what + of, "");
        entrance.headers().put("Authorization", (basic ? "Basic " : "Bearer ") + secret);
      }
      case "oauth2", "openIdConnect" -> {
        String secret =
            secrets.take(
                name, "An access token, got beforehand, for the header Authorization" + of, "");
        entrance.headers().put("Authorization", "Bearer " + secret);
      }
      default ->
          key(scheme, secrets.take(name, "The API key " + scheme.text("name") + of, ""), entrance);
    }
  }

  private static void key(Value scheme, String secret, Entrance entrance) {
    String name = scheme.text("name");
    switch (scheme.text("in")) {
      case "query" -> entrance.query().put(Templates.urlComponent(name), secret);
      case "cookie" ->
          entrance
              .headers()
              .merge("Cookie", name + "=" + secret, (first, second) -> first + "; " + second);
      default -> entrance.headers().put(name, secret);
    }
  }
}
