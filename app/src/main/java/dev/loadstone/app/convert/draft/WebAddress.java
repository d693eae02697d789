package dev.loadstone.app.convert.draft;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL of http or https, taken apart.
 *
 * @param scheme in small letters
 * @param authority host and port, without a user
 * @param path with its slash in front; {@code /} if there is none
 * @param query without its question mark; empty for none
 * @param hasUser whether a user stood before the host
 */
public record WebAddress(
    String scheme, String authority, String path, String query, boolean hasUser) {
  private static final Pattern URL =
      Pattern.compile("(?i)(https?)://(?:([^/?#@]*)@)?([^/?#@]+)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");

  /** Returns the URL; empty for any other text. */
  public static Optional<WebAddress> of(String text) {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches() || !AUTHORITY.matcher(url.group(3)).matches()) {
      return Optional.empty();
    }
    String path = Optional.ofNullable(url.group(4)).orElse("");
    return Optional.of(
        new WebAddress(
            url.group(1).toLowerCase(Locale.ROOT),
            url.group(3).toLowerCase(Locale.ROOT),
            path.isEmpty() ? "/" : path,
            Optional.ofNullable(url.group(5)).orElse(""),
            url.group(2) != null));
  }

  /** Returns the host without a port. */
  public String host() {
    return authority.replaceFirst(":\\d+$", "");
  }

  /** Returns scheme, host and port as a base URL, without those ports that are the scheme's own. */
  public String origin() {
    String own = scheme.equals("https") ? ":443" : ":80";
    return scheme
        + "://"
        + (authority.endsWith(own)
            ? authority.substring(0, authority.length() - own.length())
            : authority);
  }

  /** Returns the URL without query, and without a slash at its end. */
  public String base() {
    return origin() + Templates.urlText(path).replaceFirst("/+$", "");
  }
}
