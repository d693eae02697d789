package dev.loadstone.web;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses who may not come in, before anything else is done.
 *
 * <ul>
 *   <li>The {@code Host} must be an address, {@code localhost} or a name that was allowed: a page
 *       of another name that was made to resolve to this machine (DNS rebinding) has its own name
 *       there.
 *   <li>What another site has a browser ask for is refused, by {@code Sec-Fetch-Site} and by {@code
 *       Origin}; no answer allows another origin anything.
 *   <li>Where a token is demanded, all but the page itself needs it, in the header {@code
 *       Authorization} or as a session's cookie.
 * </ul>
 *
 * <p><b>Source:</b> OWASP Cheat Sheets on cross-site request forgery prevention and on HTTP
 * headers; Fetch Metadata Request Headers (W3C).
 */
final class Guard implements Handler<RoutingContext> {
  /** Of the page: its own scripts only, and nothing from elsewhere. */
  static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /**
   * Of reports: they may draw, but have no origin, so that they can ask this server for nothing.
   */
  static final String DOCUMENT_POLICY =
      "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
          + " script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'self'";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\[[0-9a-fA-F:.%]+]|(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final int SESSIONS_MAX = 1_000;
  private static final int SESSION_BYTES = 24;
  private static final long PAUSE_MILLIS = 500;
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final WebOptions options;
  private final SecureRandom random = new SecureRandom();
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private String cookie = "loadstone";

  Guard(WebOptions options) {
    this.options = options;
  }

  /** Sets the port, so that servers on one machine do not share a cookie. */
  void port(int port) {
    cookie = "loadstone-" + port;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    headers(context.response());
    Optional<String> refused = refusal(request);
    if (!isWellFormed(context)) {
      Answers.error(context, 400, "the path of the request is not well-formed");
    } else if (refused.isPresent()) {
      Answers.error(context, 403, refused.get());
    } else if (needsToken(request) && !isKnown(request)) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      Answers.error(context, 401, "a token is needed");
    } else {
      context.next();
    }
  }

  private static void headers(HttpServerResponse response) {
    response
        .putHeader("Content-Security-Policy", PAGE_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        .putHeader("Cache-Control", "no-store");
  }

  private Optional<String> refusal(HttpServerRequest request) {
    String host = request.getHeader("Host");
    if (host == null || !isOurs(withoutPort(host))) {
      return Optional.of(
          "the host of the request is not one of this page; allow a name with --name");
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !isSame(origin, host)) {
      return Optional.of("requests of other sites are refused");
    }
    String site = request.getHeader("Sec-Fetch-Site");
    boolean changes =
        !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
    boolean visits = "navigate".equals(request.getHeader("Sec-Fetch-Mode")) && isPage(request);
    if (site != null && !OWN_SITES.contains(site) && (changes || !visits)) {
      return Optional.of("requests of other sites are refused");
    }
    return Optional.empty();
  }

  /** Routes would fail at such a path, and write that down for anybody who asks. */
  private static boolean isWellFormed(RoutingContext context) {
    try {
      return context.normalizedPath() != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean isPage(HttpServerRequest request) {
    return "/".equals(request.path());
  }

  /** Returns whether an origin is the page's, which may be of either scheme behind a proxy. */
  private static boolean isSame(String origin, String host) {
    String lower = origin.toLowerCase(Locale.ROOT);
    String own = host.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + own) || lower.equals("https://" + own);
  }

  private boolean isOurs(String name) {
    return name.equalsIgnoreCase("localhost")
        || ADDRESS.matcher(name).matches()
        || name.equalsIgnoreCase(options.host())
        || options.names().stream().anyMatch(name::equalsIgnoreCase);
  }

  static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private boolean needsToken(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "");
    boolean open = isPage(request) || path.startsWith("/assets/") || path.equals("/api/session");
    return options.token().isPresent() && !open;
  }

  private boolean isKnown(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.startsWith("Bearer ")) {
      return isToken(header.substring("Bearer ".length()));
    }
    Cookie session = request.getCookie(cookie);
    return session != null && sessions.contains(session.getValue());
  }

  /** Compares in a time that does not tell how much of it was right. */
  private boolean isToken(@Nullable String given) {
    return given != null
        && options.token().isPresent()
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            options.token().get().getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a session for who knows the token; another is kept waiting. */
  void login(RoutingContext context, @Nullable String given) {
    if (options.token().isEmpty()) {
      Answers.empty(context, 204);
    } else if (!isToken(given)) {
      context
          .vertx()
          .setTimer(PAUSE_MILLIS, timer -> Answers.error(context, 401, "the token is wrong"));
    } else {
      byte[] bytes = new byte[SESSION_BYTES];
      random.nextBytes(bytes);
      String session = HexFormat.of().formatHex(bytes);
      if (sessions.size() >= SESSIONS_MAX) {
        sessions.clear();
      }
      sessions.add(session);
      context
          .response()
          .addCookie(
              Cookie.cookie(cookie, session)
                  .setHttpOnly(true)
                  .setPath("/")
                  .setSecure(options.tls().isPresent())
                  .setSameSite(CookieSameSite.STRICT));
      Answers.empty(context, 204);
    }
  }
}
