package dev.loadstone.core.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known word nearest to a mistyped one. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * Returns the known word nearest to the given one by edit distance (Damerau–Levenshtein, optimal
   * string alignment), ignoring case, hyphens and underscores; the first of several equally near
   * ones.
   *
   * @param word the word that is not known
   * @param known the accepted words
   * @return a known word at a distance of at most a third of the longer word's length (at least 1),
   *     or empty
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(fold(word), fold(candidate));
      int limit = Math.max(1, Math.max(word.length(), candidate.length()) / 3);
      if (distance <= limit && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Returns the sentence that helps with an unknown word: "Did you mean …?" or the list of the
   * accepted ones.
   *
   * @param word the word that is not known
   * @param known the accepted words
   */
  public static String fix(String word, Collection<String> known) {
    return nearest(word, known)
        .map(near -> "Did you mean " + near + "?")
        .orElseGet(
            () -> "Use one of: " + String.join(", ", known.stream().sorted().toList()) + ".");
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
