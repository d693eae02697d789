package dev.loadstone.app.convert.postman;

import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.source.Value;
import java.util.Map;

/**
 * What a request needs to be let in, with expressions for secrets.
 *
 * @param headers by name
 * @param query {@code name=value}; empty for none
 */
record ItemAuth(Map<String, String> headers, String query) {
  private static final ItemAuth NONE = new ItemAuth(Map.of(), "");

  /** Reads them. */
  record Reader(Placeholders placeholders, Secrets secrets, Notes notes) {
    /**
     * Returns what is needed.
     *
     * @param auth of the item, or the nearest folder that has one
     */
    ItemAuth read(Value auth) {
      String type = auth.text("type");
      Value values = auth.get(type);
      return switch (type) {
        case "", "noauth" -> NONE;
        case "bearer" ->
            authorization(
                "Bearer "
                    + secret(
                        values,
                        "token",
                        "access_token",
                        "The token behind Bearer in the header Authorization."));
        case "basic" -> {
          notes.remark(
              "Basic authentication needs user:password in Base64 (printf user:password | base64).");
          yield authorization("Basic " + secrets.basic(""));
        }
        case "oauth2" -> oauth(values);
        case "apikey" -> key(values);
        default -> {
          notes.remark(
              "Authentication " + type + " is left out, since plans have none of that kind.");
          yield NONE;
        }
      };
    }

    private static ItemAuth authorization(String value) {
      return new ItemAuth(Map.of("Authorization", value), "");
    }

    private ItemAuth oauth(Value values) {
      String token =
          secret(values, "accessToken", "access_token", "An access token, got beforehand.");
      String prefix = parameter(values, "headerPrefix");
      return parameter(values, "addTokenTo").equals("queryParams")
          ? new ItemAuth(Map.of(), "access_token=" + token)
          : authorization((prefix.isBlank() ? "Bearer" : prefix.strip()) + " " + token);
    }

    private ItemAuth key(Value values) {
      String name = parameter(values, "key").isBlank() ? "X-API-Key" : parameter(values, "key");
      String secret =
          secret(
              values,
              "value",
              Placeholders.isIn(name) ? "api_key" : name,
              "The API key " + name + ".");
      return parameter(values, "in").equals("query")
          ? new ItemAuth(
              Map.of(), placeholders.template(name, Templates::urlField, false) + "=" + secret)
          : new ItemAuth(Map.of(placeholders.resolved(name), secret), "");
    }

    private String secret(Value values, String parameter, String hint, String comment) {
      String value = parameter(values, parameter);
      return Placeholders.isIn(value)
          ? placeholders.template(value, Templates::literal, true)
          : secrets.take(hint, comment, value);
    }

    /** Returns a parameter: of a list in v2.1, of a mapping in v2.0. */
    private static String parameter(Value values, String key) {
      return values.asList().stream()
          .filter(one -> one.text("key").equals(key))
          .map(one -> one.text("value"))
          .findFirst()
          .orElse(values.text(key));
    }
  }
}
