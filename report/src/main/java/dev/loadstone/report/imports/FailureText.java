package dev.loadstone.report.imports;

import dev.loadstone.core.record.ErrorClass;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the class of an error from the words of another tool, where they leave no doubt. */
final class FailureText {
  private static final int STATUS_FIRST = 400;
  private static final int STATUS_LAST = 599;
  private static final Pattern STATUS =
      Pattern.compile(
          "\\bfound ([45]\\d\\d)\\b|\\b([45]\\d\\d) (?:Client|Server) Error|\\b[Ss]tatus(?: code)?[:= ]+([45]\\d\\d)\\b"
              + "|^([45]\\d\\d)\\b");
  private static final Map<Pattern, ErrorClass> WORDS = words();

  private FailureText() {}

  private static Map<Pattern, ErrorClass> words() {
    Map<Pattern, ErrorClass> words = new LinkedHashMap<>();
    words.put(
        Pattern.compile("unknownhost|no such host|gaierror|enotfound|name or service not known"),
        ErrorClass.DNS);
    words.put(
        Pattern.compile("certificate|sslexception|sslhandshake|ssl error|tls:"), ErrorClass.TLS);
    words.put(
        Pattern.compile("connect(ion)? ?timed? ?out|connecttimeout|dial.*i/o timeout"),
        ErrorClass.TIMEOUT_CONNECT);
    words.put(Pattern.compile("timed? ?out|timeout|deadline exceeded"), ErrorClass.TIMEOUT_TOTAL);
    words.put(
        Pattern.compile("connection refused|econnrefused|connectexception|connectionrefused"),
        ErrorClass.CONNECT);
    words.put(
        Pattern.compile(
            "connection reset|econnreset|broken pipe|prematurely closed|premature close"
                + "|remotedisconnected|nohttpresponse|: eof$|^eof$|connection closed"),
        ErrorClass.RESET);
    return words;
  }

  /** Returns the class of an HTTP status; empty if it is no error. */
  static Optional<ErrorClass> ofStatus(int status) {
    return status >= STATUS_FIRST && status <= STATUS_LAST
        ? Optional.of(ErrorClass.ofStatus(status))
        : Optional.empty();
  }

  /** Returns the class of a message; empty if it does not tell. */
  static Optional<ErrorClass> classOf(String message) {
    Matcher status = STATUS.matcher(message);
    if (status.find()) {
      for (int group = 1; group <= status.groupCount(); group++) {
        String found = status.group(group);
        if (found != null) {
          return ofStatus(Integer.parseInt(found));
        }
      }
    }
    String lower = message.toLowerCase(Locale.ROOT);
    return WORDS.entrySet().stream()
        .filter(words -> words.getKey().matcher(lower).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
