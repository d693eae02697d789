package dev.loadstone.app.convert.draft;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers of requests, as plans can have them. */
public final class HeaderFields {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> OF_CLIENTS =
      Set.of("host", "connection", "content-length", "transfer-encoding", "accept-encoding");

  private HeaderFields() {}

  /** Returns whether a name is one by HTTP's grammar (RFC 9110, section 5.1). */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns whether every client writes this header by itself, by what it sends and how. */
  public static boolean isOfClients(String name) {
    return OF_CLIENTS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Returns a value without what would end its line. */
  public static String oneLine(String value) {
    return value.replaceAll("[\\r\\n\\x00]+", " ");
  }
}
