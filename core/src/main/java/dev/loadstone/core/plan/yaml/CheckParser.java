package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses checks: {@code status == 200}, {@code status in 200, 201}, {@code status == 2xx}, <code>
 * $.reply exists</code>, {@code header X-Id matches \d+}, {@code body contains ok}, {@code
 * body_bytes < 1MB}, {@code response_time < 500ms}.
 */
final class CheckParser {
  private static final Pattern SUBJECT = Pattern.compile("([A-Za-z_]+)\\b(.*)", Pattern.DOTALL);
  private static final Pattern COMPARISON = Pattern.compile("\\s*(==|!=|<=|>=|<|>)\\s*(.+)");
  private static final Pattern MEMBERSHIP =
      Pattern.compile("\\s*(not\\s+in|in)\\b\\s*[\\[(]?([^\\])]*)[\\])]?");
  private static final Pattern HEADER = Pattern.compile("\\s+(\\S+)\\s+(.+)", Pattern.DOTALL);
  private static final List<String> SUBJECTS =
      List.of("status", "$.path", "header", "body", "body_bytes", "response_time");

  private final String text;

  private CheckParser(String text) {
    this.text = text;
  }

  /**
   * Parses a check.
   *
   * @throws InvalidTextException if the text is none
   */
  static Check parse(String text) {
    return new CheckParser(text.strip()).check();
  }

  private Check check() {
    if (text.startsWith("$")) {
      int end = JsonPathParser.end(text);
      return new Check.Json(
          text,
          JsonPathParser.parse(text.substring(0, end)),
          ValueTestParser.parse(text.substring(end), text));
    }
    Matcher matcher = SUBJECT.matcher(text);
    String subject = matcher.matches() ? matcher.group(1) : "";
    String rest = matcher.matches() ? matcher.group(2) : "";
    return switch (subject) {
      case "status" -> status(rest);
      case "header" -> header(rest);
      case "body" -> new Check.Body(text, ValueTestParser.parse(rest, text));
      case "body_bytes" -> bodyBytes(rest);
      case "response_time" -> responseTime(rest);
      default ->
          throw new InvalidTextException(
              "be a check of status, $.path, header, body, body_bytes or response_time",
              text,
              Suggestions.nearest(subject, SUBJECTS)
                  .map(near -> "Did you mean " + near + "?")
                  .orElse("Write it as status == 200."));
    };
  }

  private Check header(String rest) {
    Matcher header = HEADER.matcher(rest);
    if (!header.matches()) {
      throw new InvalidTextException(
          "name a header and say what to test",
          text,
          "Write it as header Content-Type contains json.");
    }
    return new Check.Header(
        text,
        header.group(1).toLowerCase(Locale.ROOT),
        ValueTestParser.parse(header.group(2), text));
  }

  private Check status(String rest) {
    Matcher membership = MEMBERSHIP.matcher(rest);
    if (membership.matches()) {
      Operator operator = membership.group(1).equals("in") ? Operator.EQUAL : Operator.NOT_EQUAL;
      return new Check.Status(text, operator, codes(membership.group(2)));
    }
    Matcher comparison = comparison(rest, "status == 200, status in 200, 201 or status < 400");
    Operator operator = ValueTestParser.operator(comparison.group(1));
    List<Integer> codes = codes(comparison.group(2));
    if (codes.size() > 1 && operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
      throw new InvalidTextException(
          "compare the status with one code", text, "Write it as status < 400.");
    }
    return new Check.Status(text, operator, codes);
  }

  private List<Integer> codes(String list) {
    List<Integer> codes = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      String code = word.strip();
      if (code.matches("[1-5]xx")) {
        int first = (code.charAt(0) - '0') * 100;
        for (int i = 0; i < 100; i++) {
          codes.add(first + i);
        }
      } else if (code.matches("[1-9]\\d\\d")) {
        codes.add(Integer.parseInt(code));
      } else {
        throw new InvalidTextException(
            "have status codes from 100 to 999",
            text,
            "Write it as status == 200, status in 200, 201 or status == 2xx.");
      }
    }
    return codes;
  }

  private Check bodyBytes(String rest) {
    Matcher comparison = comparison(rest, "body_bytes < 1MB");
    return new Check.BodyBytes(
        text, ValueTestParser.operator(comparison.group(1)), DataSizes.parse(comparison.group(2)));
  }

  private Check responseTime(String rest) {
    Matcher comparison = comparison(rest, "response_time < 500ms");
    return new Check.ResponseTime(
        text, ValueTestParser.operator(comparison.group(1)), Durations.parse(comparison.group(2)));
  }

  private Matcher comparison(String rest, String example) {
    Matcher comparison = COMPARISON.matcher(rest);
    if (!comparison.matches()) {
      throw new InvalidTextException(
          "compare with == != < <= > or >=", text, "Write it as " + example + ".");
    }
    return comparison;
  }
}
