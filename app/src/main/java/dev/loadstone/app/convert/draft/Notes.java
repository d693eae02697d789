package dev.loadstone.app.convert.draft;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a person should know of a conversion: what was left out, and what to look at. Each is told
 * once. Not thread-safe.
 */
public final class Notes {
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  /**
   * Notes something that the plan does not have.
   *
   * @param what it is, for example {@code POST /upload}
   * @param why a clause
   */
  public void leftOut(String what, String why) {
    leftOut.add(line(what + ": " + why));
  }

  /** Notes something that a person should look at. */
  public void remark(String sentence) {
    remarks.add(line(sentence));
  }

  private static String line(String text) {
    return Secrets.hidden(text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip());
  }

  /** Returns what was left out, each on a line. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Returns what to look at, each on a line. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }
}
