package dev.loadstone.history;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where a history is kept. */
public sealed interface Place {
  /** A file of SQLite. */
  record InFile(Path file) implements Place {
    @Override
    public String shown() {
      return file.toString();
    }
  }

  /**
   * A database of PostgreSQL.
   *
   * @param url for its driver, without user and password
   * @param user to connect as; else the driver's default
   * @param password of that user; else what the driver finds, for example in {@code .pgpass}
   */
  record OnServer(String url, Optional<String> user, Optional<String> password) implements Place {
    @Override
    public String shown() {
      return url.replaceFirst("^jdbc:", "").replaceAll("(?i)(password=)[^&]*", "$1***");
    }

    @Override
    public String toString() {
      return shown();
    }
  }

  /** Returns the place for a person, without any secret. */
  String shown();

  /**
   * Returns the place of a text: {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE}, the same
   * after {@code jdbc:}, or the path of a file.
   *
   * @throws HistoryException if it is neither
   */
  static Place of(String text) throws HistoryException {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:sqlite:")) {
      return file(text.substring("jdbc:sqlite:".length()));
    }
    String url = lower.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (url.matches("(?i)postgres(ql)?://.*")) {
      return server(url);
    }
    if (url.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw new HistoryException(
          "history must be the path of a file or postgresql://HOST/DATABASE, got: "
              + url.replaceAll("//[^/@]*@", "//***@"));
    }
    return file(text);
  }

  private static Place file(String path) throws HistoryException {
    try {
      return new InFile(Path.of(path));
    } catch (InvalidPathException wrong) {
      throw new HistoryException(
          "history must be the path of a file or postgresql://HOST/DATABASE, got: " + path, wrong);
    }
  }

  private static Place server(String url) throws HistoryException {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException wrong) {
      // the message of the cause would show the password
      throw new HistoryException(
          "history must be postgresql://USER:PASSWORD@HOST:PORT/DATABASE; signs of URLs in user or"
              + " password are written %40 for @ and the like");
    }
    Optional<String> login = Optional.ofNullable(uri.getRawUserInfo());
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getHost() == null ? "localhost" : uri.getHost();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new OnServer(
        "jdbc:postgresql://" + host + port + uri.getRawPath() + query,
        login.map(both -> decoded(both.replaceFirst(":.*", ""))),
        login
            .filter(both -> both.contains(":"))
            .map(both -> decoded(both.substring(both.indexOf(':') + 1))));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
