package dev.loadstone.engine.http;

import java.util.regex.Pattern;

/** Paths of URLs without the values in them, for those who are to see no secret. */
final class UrlOutline {
  private static final String ELLIPSIS = "…";
  private static final Pattern AUTHORITY = Pattern.compile("^(?i:https?)://[^/?]*");
  private static final Pattern QUERY = Pattern.compile("\\?.*", Pattern.DOTALL);
  private static final Pattern PARAMETERS = Pattern.compile("[?;].*", Pattern.DOTALL);

  private UrlOutline() {}

  /**
   * Returns the path of a step's URL with its query, at least {@code /}.
   *
   * @param basePath of the target, before a URL that is a path
   * @param url the step's, places of values marked by an ellipsis; one that begins with a value
   *     counts as a path, as nobody knows how much of it is the server's name
   */
  static String path(String basePath, String url) {
    if (url.startsWith("/")) {
      return basePath + url;
    }
    String rest = AUTHORITY.matcher(url).replaceFirst("");
    if (rest.startsWith("/")) {
      return rest;
    }
    String authority = url.substring(0, url.length() - rest.length());
    return "/" + (authority.contains(ELLIPSIS) ? ELLIPSIS : "") + rest;
  }

  /** Returns a path without its query. */
  static String withoutQuery(String path) {
    return QUERY.matcher(path).replaceFirst("");
  }

  /** Returns a path to the first of its parameters, or to its query. */
  static String withoutParameters(String path) {
    return PARAMETERS.matcher(path).replaceFirst("");
  }
}
