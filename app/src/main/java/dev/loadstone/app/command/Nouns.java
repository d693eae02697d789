package dev.loadstone.app.command;

/** Numbers with what they count. */
final class Nouns {
  private Nouns() {}

  /** Returns {@code 1 scenario}, {@code 2 scenarios}. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
