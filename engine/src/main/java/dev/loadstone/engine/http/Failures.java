package dev.loadstone.engine.http;

import java.util.Locale;

/** What exceptions of the network mean. */
final class Failures {
  private Failures() {}

  /** Returns whether the generator had no file descriptor or port left. */
  static boolean isOutOfDescriptors(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (text.contains("too many open files")
          || text.contains("cannot assign requested address")) {
        return true;
      }
    }
    return false;
  }

  /** Returns what went wrong at the root, for a person. */
  static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage();
    if (text == null || text.isEmpty()) {
      return root.getClass().getSimpleName();
    }
    return text.contains("Connection reset by peer") ? "the target reset the connection" : text;
  }
}
