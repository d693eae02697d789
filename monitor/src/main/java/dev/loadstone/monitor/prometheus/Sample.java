package dev.loadstone.monitor.prometheus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a page of metrics.
 *
 * <p>Source: Prometheus, Exposition formats, text-based format: {@code name{label="value",…} value
 * [timestamp]}; in values of labels a backslash stands before a backslash, a quotation mark and the
 * n of a line break.
 *
 * @param metric its name
 * @param labels with their values
 * @param value of it; may be NaN or infinite
 */
record Sample(String metric, Map<String, String> labels, double value) {
  /** Returns the name of the metric that a line tells of; empty for comments. */
  static String metric(String line) {
    int end = 0;
    while (end < line.length() && isName(line.charAt(end))) {
      end++;
    }
    return line.substring(0, end);
  }

  private static boolean isName(char c) {
    return c == '_' || c == ':' || (c < 128 && Character.isLetterOrDigit(c));
  }

  /** Returns what a line tells; empty if it is a comment or cannot be read. */
  static Optional<Sample> parse(String line) {
    String metric = metric(line);
    if (metric.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    int at = skip(line, metric.length());
    if (at < line.length() && line.charAt(at) == '{') {
      at = labels(line, at + 1, labels);
    }
    if (at < 0) {
      return Optional.empty();
    }
    String[] rest = line.substring(at).strip().split("\\s+", -1);
    double value = number(rest[0]);
    return rest[0].isEmpty() || (Double.isNaN(value) && !rest[0].equalsIgnoreCase("nan"))
        ? Optional.empty()
        : Optional.of(new Sample(metric, labels, value));
  }

  /** Reads labels up to the brace; returns where the rest begins, or -1 if there is none. */
  private static int labels(String line, int from, Map<String, String> labels) {
    int at = skip(line, from);
    while (at < line.length() && line.charAt(at) != '}') {
      String name = metric(line.substring(at));
      at = skip(line, at + name.length());
      if (name.isEmpty() || !line.startsWith("=", at)) {
        return -1;
      }
      at = skip(line, at + 1);
      StringBuilder value = new StringBuilder();
      at = quoted(line, at, value);
      if (at < 0) {
        return -1;
      }
      labels.put(name, value.toString());
      at = skip(line, at);
      at = line.startsWith(",", at) ? skip(line, at + 1) : at;
    }
    return at < line.length() ? at + 1 : -1;
  }

  /**
   * Reads a text in quotation marks.
   *
   * @return where the rest begins; -1 if the text has no quotation marks
   */
  static int quoted(String line, int from, StringBuilder text) {
    if (!line.startsWith("\"", from)) {
      return -1;
    }
    for (int i = from + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\' && i + 1 < line.length()) {
        i++;
        text.append(line.charAt(i) == 'n' ? '\n' : line.charAt(i));
      } else {
        text.append(c);
      }
    }
    return -1;
  }

  /** Returns where the blanks that begin at a place end. */
  static int skip(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException none) {
          yield Double.NaN;
        }
      }
    };
  }
}
