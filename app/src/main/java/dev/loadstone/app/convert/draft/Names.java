package dev.loadstone.app.convert.draft;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names that a plan gives once each: its variables and credentials share them. Not thread-safe. */
public final class Names {
  private static final Set<String> BUILT_IN =
      Set.of("user", "random", "credentials", "iteration", "now");
  private static final int SLUG_MAX = 60;

  private final Set<String> taken = new HashSet<>();

  /**
   * Returns a free name that is like the one wanted, and takes it.
   *
   * @param wanted any text
   */
  public String claim(String wanted) {
    String word = word(wanted);
    String free = BUILT_IN.contains(word) ? word + "_value" : word;
    for (int i = 2; !taken.add(free); i++) {
      free = word + "_" + i;
    }
    return free;
  }

  /** Returns a text as a name of letters, digits, _ and -, which begins with a letter or _. */
  public static String word(String text) {
    String word = text.replaceAll("[^A-Za-z0-9_-]+", "_").replaceAll("^[^A-Za-z_]+|_+$", "");
    return word.isEmpty() ? "value" : word;
  }

  /**
   * Returns a text as words in small letters with hyphens between; the fallback if none is left.
   */
  public static String slug(String text, String fallback) {
    String words =
        text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = words.length() > SLUG_MAX ? words.substring(0, SLUG_MAX) : words;
    String slug = cut.replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? fallback : slug;
  }

  /** Returns the usual name of an environment variable. */
  public static String environment(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z0-9]+", "_");
  }
}
