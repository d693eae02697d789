package dev.loadstone.app.convert.draft;

import dev.loadstone.app.convert.draft.DraftPlan.DraftCredential;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.app.convert.source.Value.Kind;
import dev.loadstone.app.convert.source.Value.Listing;
import dev.loadstone.app.convert.source.Value.Mapping;
import dev.loadstone.app.convert.source.Value.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of a plan: where one stood, an expression stands for a credential that is taken
 * from the environment. A secret that was seen once is kept out wherever else it stands. Not
 * thread-safe.
 */
public final class Secrets {
  private static final int KNOWN_MAX = 200;
  private static final int LENGTH_MIN = 8;
  private static final int LENGTH_LONG = 20;

  private static final Set<String> NAMES =
      Set.of(
          "authorization",
          "proxyauthorization",
          "cookie",
          "apikey",
          "token",
          "jwt",
          "bearer",
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "secret",
          "signature",
          "sig",
          "assertion",
          "credential",
          "credentials",
          "idtoken",
          "accesskey",
          "sessionkey",
          "xauth",
          "xfunctionskey");
  private static final List<String> ENDINGS =
      List.of(
          "apikey",
          "accesstoken",
          "authtoken",
          "refreshtoken",
          "securitytoken",
          "sessiontoken",
          "privatetoken",
          "csrftoken",
          "xsrftoken",
          "vaulttoken",
          "secret",
          "secretkey",
          "privatekey",
          "subscriptionkey",
          "password",
          "amzsignature",
          "amzcredential");

  /** A JSON Web Token. <b>Source:</b> RFC 7519, section 3.1; its header begins with a brace. */
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*");

  private final Names names;
  private final Notes notes;
  private final Map<String, DraftCredential> credentials = new LinkedHashMap<>();
  private final Map<String, String> known = new LinkedHashMap<>();
  private final Map<String, Set<String>> values = new LinkedHashMap<>();

  /**
   * Creates the keeper.
   *
   * @param names that credentials share with variables
   */
  public Secrets(Names names, Notes notes) {
    this.names = names;
    this.notes = notes;
  }

  /** Returns whether what has a name is usually a secret: a header, a parameter, a key. */
  public static boolean isSecretName(String name) {
    String folded = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return NAMES.contains(folded) || ENDINGS.stream().anyMatch(folded::endsWith);
  }

  /** Returns a text for a person, without the tokens and the users of URLs in it. */
  public static String hidden(String text) {
    return TOKEN.matcher(text).replaceAll("***").replaceAll("//[^/@\\s]*@", "//***@");
  }

  /** Returns the credentials, in the order in which they were first needed. */
  public List<DraftCredential> credentials() {
    values.forEach((hint, seen) -> {
      DraftCredential credential = credentials.get(hint);
      if (credential != null && seen.size() > 1) {
        notes.remark(
            seen.size()
                + " different secrets have become the one credential "
                + credential.name()
                + ".");
      }
    });
    return List.copyOf(credentials.values());
  }

  /**
   * Returns the expression that stands for a secret.
   *
   * @param hint what it is called; secrets of one hint are one credential
   * @param comment what it is, for the one who must provide it
   * @param value the secret, if it is known; else empty. What was a secret before stays the same
   *     credential
   */
  public String take(String hint, String comment, String value) {
    String same = known.get(value);
    if (same != null) {
      return Templates.expression(same);
    }
    String word = Names.environment(hint).toLowerCase(Locale.ROOT);
    String name =
        credentials
            .computeIfAbsent(
                word,
                _ -> {
                  String free = names.claim(word);
                  return new DraftCredential(free, Names.environment(free), comment);
                })
            .name();
    if (!value.isEmpty()) {
      values.computeIfAbsent(word, _ -> new HashSet<>()).add(value);
    }
    if (isUnlikely(value) && known.size() < KNOWN_MAX) {
      known.putIfAbsent(value, name);
    }
    return Templates.expression(name);
  }

  /** Returns whether a text hardly stands anywhere but where that secret is meant. */
  private static boolean isUnlikely(String value) {
    return value.length() >= LENGTH_LONG
        || (value.length() >= LENGTH_MIN && value.chars().anyMatch(Character::isDigit));
  }

  /** Returns the value of a header without the secret in it. */
  public String header(String name, String value) {
    if (!isSecretName(name)) {
      return mask(value);
    }
    boolean authorization = name.toLowerCase(Locale.ROOT).endsWith("authorization");
    String[] words = value.strip().split("\\s+", 2);
    String scheme = words[0].toLowerCase(Locale.ROOT);
    if (authorization && words.length == 2 && scheme.equals("bearer")) {
      return words[0] + " " + bearer(words[1]);
    }
    if (authorization && words.length == 2 && scheme.equals("basic")) {
      return words[0] + " " + basic(words[1]);
    }
    return take(name, "The whole header " + name + ".", value);
  }

  /** Returns the expression for what stands behind {@code Bearer}. */
  public String bearer(String value) {
    return take("access_token", "The token behind Bearer in the header Authorization.", value);
  }

  /** Returns the expression for what stands behind {@code Basic}. */
  public String basic(String value) {
    return take(
        "basic_auth", "user:password in Base64, behind Basic in the header Authorization.", value);
  }

  /** Returns the value of a parameter or form field, without the secret if it is one. */
  public String field(String name, String value) {
    boolean key = name.equalsIgnoreCase("key") && value.length() >= 20;
    return (key || isSecretName(name)) && !value.isEmpty()
        ? take(name, "The parameter " + name + ".", value)
        : mask(value);
  }

  /** Returns a text in which expressions stand for known secrets and for JSON Web Tokens. */
  public String mask(String text) {
    List<String> found = known.keySet().stream().filter(text::contains).toList();
    if (found.isEmpty() && !text.contains("eyJ")) {
      return Templates.literal(text);
    }
    List<String> longestFirst = new ArrayList<>(found);
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    StringBuilder any = new StringBuilder();
    longestFirst.forEach(one -> any.append(Pattern.quote(one)).append('|'));
    Matcher matcher = Pattern.compile(any + "(?:" + TOKEN.pattern() + ")").matcher(text);
    StringBuilder masked = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      masked.append(Templates.literal(text.substring(end, matcher.start())));
      String name = known.get(matcher.group());
      masked.append(
          name == null
              ? take("token", "A JSON Web Token that was in the document.", matcher.group())
              : Templates.expression(name));
      end = matcher.end();
    }
    return masked.append(Templates.literal(text.substring(end))).toString();
  }

  /** Returns a JSON value as a plan's body, without secrets. */
  public Value body(Value value) {
    return body("", value);
  }

  private Value body(String name, Value value) {
    return switch (value) {
      case Mapping mapping -> {
        Map<String, Value> members = new LinkedHashMap<>();
        mapping
            .members()
            .forEach((key, member) -> members.put(Templates.literal(key), body(key, member)));
        yield Mapping.of(members);
      }
      case Listing list -> Listing.of(list.items().stream().map(item -> body(name, item)).toList());
      case Scalar scalar -> scalar(name, scalar);
    };
  }

  private Value scalar(String name, Scalar scalar) {
    return switch (scalar.kind()) {
      case TEXT -> {
        boolean secret = isSecretName(name) && !scalar.value().isEmpty();
        yield Value.ofText(
            secret
                ? take(name, "What the bodies of requests have as " + name + ".", scalar.value())
                : mask(scalar.value()));
      }
      case NUMBER -> Value.ofNumber(scalar.value());
      case TRUTH -> Value.ofTruth(scalar.value().equalsIgnoreCase("true"));
      case NOTHING -> Value.ofNothing();
      case EXPRESSION -> new Scalar(Kind.EXPRESSION, scalar.value(), 0, 0);
    };
  }
}
