package dev.loadstone.report.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A tool whose results can be read. */
public enum Tool {
  K6("k6"),
  LOCUST("locust"),
  GATLING("gatling"),
  JMETER("jmeter"),
  ARTILLERY("artillery"),
  WRK("wrk"),
  WRK2("wrk2"),
  HEY("hey"),
  OHA("oha"),
  VEGETA("vegeta"),
  HYPERFINE("hyperfine"),
  PYTEST_BENCHMARK("pytest-benchmark"),
  GOOGLE_BENCHMARK("google-benchmark");

  private final String label;

  Tool(String label) {
    this.label = label;
  }

  /** Returns its name, for example {@code k6}. */
  public String label() {
    return label;
  }

  /** Returns the tool of a name. */
  public static Optional<Tool> of(String label) {
    return Arrays.stream(values()).filter(tool -> tool.label.equals(label)).findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Tool::label).toList();
  }
}
