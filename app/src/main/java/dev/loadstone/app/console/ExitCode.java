package dev.loadstone.app.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The codes with which the program ends. Scripts rely on them: none ever changes its meaning. */
public enum ExitCode {
  /** The command did what it should; of a run, that every threshold was met. */
  OK(0, "done; of a run: passed, with or without warnings"),
  /** The program itself failed. */
  INTERNAL(1, "internal error"),
  /** The command line, a plan or another input cannot be used. */
  USAGE(2, "wrong usage, plan or input"),
  /** A threshold was missed. */
  FAILED(3, "a threshold was missed"),
  /** A comparison found a regression. */
  REGRESSION(4, "a regression was found"),
  /** The figures of the run say nothing, or too little. */
  INVALID(5, "the run is invalid or inconclusive"),
  /** A target cannot be reached. */
  UNREACHABLE(6, "a target cannot be reached"),
  /** A person ended the run. */
  INTERRUPTED(130, "interrupted");

  /** How a command that only reads and tells can end. */
  public static final List<ExitCode> OF_READING = List.of(OK, INTERNAL, USAGE);

  /** How a command that runs load against targets can end. */
  public static final List<ExitCode> OF_RUNS =
      List.of(OK, INTERNAL, USAGE, FAILED, INVALID, UNREACHABLE, INTERRUPTED);

  /** How a command that runs load against a testbed of its own can end. */
  public static final List<ExitCode> OF_OWN_RUNS =
      List.of(OK, INTERNAL, USAGE, FAILED, INVALID, INTERRUPTED);

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** Returns the number that the process hands back. */
  public int code() {
    return code;
  }

  /** Returns a list of codes for help texts: number to meaning, in the given order. */
  public static Map<String, String> list(List<ExitCode> codes) {
    Map<String, String> list = new LinkedHashMap<>();
    for (ExitCode exit : codes) {
      list.put(String.valueOf(exit.code), exit.meaning);
    }
    return list;
  }
}
