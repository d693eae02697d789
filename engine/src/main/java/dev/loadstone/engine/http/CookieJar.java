package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cookies of one virtual user. Source: RFC 6265, sections 5.1.3, 5.1.4, 5.2 and 5.4; a cookie
 * is forgotten only on Max-Age of 0 or less, since hardly any expires within a run. Not
 * thread-safe.
 */
public final class CookieJar {
  private final List<Cookie> cookies = new ArrayList<>(0);

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Cookie(
      String name, byte[] pair, String domain, boolean hostOnly, String path, boolean secure) {
    boolean isSentTo(Origin origin, String requestPath) {
      String host = origin.host().toLowerCase(Locale.ROOT);
      boolean domainFits =
          host.equals(domain) || (!hostOnly && host.endsWith("." + domain) && !isAddress(host));
      boolean pathFits =
          requestPath.equals(path)
              || (requestPath.startsWith(path)
                  && (path.endsWith("/") || requestPath.startsWith("/", path.length())));
      return domainFits && pathFits && (!secure || origin.tls());
    }
  }

  /** Takes the value of a Set-Cookie header. */
  void take(String setCookie, Origin origin, String requestPath) {
    String[] parts = setCookie.split(";", -1);
    int equals = parts[0].indexOf('=');
    if (equals <= 0 || parts[0].substring(0, equals).isBlank()) {
      return;
    }
    String name = parts[0].substring(0, equals).strip();
    String host = origin.host().toLowerCase(Locale.ROOT);
    String domain = host;
    boolean hostOnly = true;
    String path = defaultPath(requestPath);
    boolean secure = false;
    boolean expired = false;
    for (int i = 1; i < parts.length; i++) {
      String key = parts[i].strip();
      int sign = key.indexOf('=');
      String value = sign < 0 ? "" : key.substring(sign + 1).strip();
      switch ((sign < 0 ? key : key.substring(0, sign)).strip().toLowerCase(Locale.ROOT)) {
        case "domain" -> {
          String wanted =
              (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
          if (!wanted.isEmpty()) {
            if (!host.equals(wanted) && (isAddress(host) || !host.endsWith("." + wanted))) {
              return;
            }
            domain = wanted;
            hostOnly = false;
          }
        }
        case "path" -> path = value.startsWith("/") ? value : path;
        case "secure" -> secure = true;
        case "max-age" -> expired = value.startsWith("-") || value.equals("0");
        default -> {
          // of no meaning for a run
        }
      }
    }
    String keptDomain = domain;
    String keptPath = path;
    cookies.removeIf(cookie ->
        cookie.name.equals(name)
            && cookie.domain.equals(keptDomain)
            && cookie.path.equals(keptPath));
    if (!expired) {
      cookies.add(
          new Cookie(
              name,
              parts[0].strip().getBytes(StandardCharsets.UTF_8),
              domain,
              hostOnly,
              path,
              secure));
    }
  }

  /**
   * Returns whether a host is an IP address, which has no domains above it (RFC 6265, section
   * 5.1.3).
   */
  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
  }

  private static String defaultPath(String requestPath) {
    int slash = requestPath.lastIndexOf('/');
    return slash <= 0 ? "/" : requestPath.substring(0, slash);
  }

  /** Returns whether there are no cookies at all. */
  boolean isEmpty() {
    return cookies.isEmpty();
  }

  /** Appends the Cookie header with its line end, or nothing if no cookie is to be sent there. */
  void write(Origin origin, String requestPath, Bytes out) {
    boolean first = true;
    for (Cookie cookie : cookies) {
      if (cookie.isSentTo(origin, requestPath)) {
        out.append(first ? "Cookie: " : "; ").append(cookie.pair);
        first = false;
      }
    }
    if (!first) {
      out.append((byte) '\r').append((byte) '\n');
    }
  }
}
