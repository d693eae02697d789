package dev.loadstone.app.doctor;

/**
 * A measured or read number.
 *
 * @param name in documents, for example {@code lateness_p99}
 * @param value in the unit; NaN if it is not known
 * @param unit {@code s}, {@code 1/s}, {@code B}, {@code ratio} or {@code count}
 */
public record Figure(String name, double value, String unit) {
  static Figure seconds(String name, double value) {
    return new Figure(name, value, "s");
  }

  static Figure count(String name, double value) {
    return new Figure(name, value, "count");
  }

  static Figure ratio(String name, double value) {
    return new Figure(name, value, "ratio");
  }

  static Figure rate(String name, double value) {
    return new Figure(name, value, "1/s");
  }

  static Figure bytes(String name, double value) {
    return new Figure(name, value, "B");
  }
}
