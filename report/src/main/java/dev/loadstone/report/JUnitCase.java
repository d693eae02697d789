package dev.loadstone.report;

/**
 * A case of a JUnit report.
 *
 * @param group it belongs to; in the document its class
 * @param name of it
 * @param kind how it ended
 * @param message why, if it did not pass
 * @param type of a failure or an error, a word
 * @param detail of a failure or an error
 * @param seconds it took
 * @param said further text on it; may be empty
 */
record JUnitCase(
    String group,
    String name,
    Kind kind,
    String message,
    String type,
    String detail,
    double seconds,
    String said) {
  /** How a case ended. */
  enum Kind {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  /** Creates a case that took no time and says nothing else. */
  JUnitCase(String group, String name, Kind kind, String message, String type, String detail) {
    this(group, name, kind, message, type, detail, 0, "");
  }

  /** Returns a case that passed. */
  static JUnitCase passed(String group, String name, String said) {
    return new JUnitCase(group, name, Kind.PASSED, "", "", "", 0, said);
  }
}
