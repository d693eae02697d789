package dev.loadstone.report.pdf;

import com.openhtmltopdf.extend.FSTextBreaker;

/**
 * Finds where a line may end: after white space, before a slash within a word, and beside
 * ideographs. Never within a number, before its percent sign or within a name with dots, as the
 * platform would.
 *
 * <p>Not thread-safe.
 */
final class LineBreaker implements FSTextBreaker {
  private String text = "";
  private int at;

  @Override
  public void setText(String newText) {
    text = newText;
    at = 0;
  }

  /** Returns the next place, at the latest the end of the text; -1 behind it. */
  @Override
  public int next() {
    if (at >= text.length()) {
      return -1;
    }
    do {
      at += Character.charCount(text.codePointAt(at));
    } while (at < text.length() && !isBreak(text.codePointBefore(at), text.codePointAt(at)));
    return at;
  }

  private static boolean isBreak(int before, int after) {
    if (Character.isWhitespace(after) || after == '%') {
      return false;
    }
    return Character.isWhitespace(before)
        || (after == '/' && Character.isLetterOrDigit(before))
        || Character.isIdeographic(before)
        || Character.isIdeographic(after);
  }
}
