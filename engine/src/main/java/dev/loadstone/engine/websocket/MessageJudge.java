package dev.loadstone.engine.websocket;

import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.WebSocketStep;
import dev.loadstone.engine.http.ValueTester;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.UserValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The checks and extractions of a step, made ready. Immutable, shared by all loops. */
final class MessageJudge {
  private final List<Rule> rules = new ArrayList<>();
  private final List<Taker> takers = new ArrayList<>();

  /** What became of the messages of one operation. Used again for the next. */
  static final class Judgement {
    private int passed;
    private int failed;
    private @Nullable String complaint;

    void clear() {
      passed = 0;
      failed = 0;
      complaint = null;
    }

    int passed() {
      return passed;
    }

    int failed() {
      return failed;
    }

    /** Returns the first check that did not hold, or what could not be extracted; null if none. */
    @Nullable String complaint() {
      return complaint;
    }
  }

  private record Rule(String text, JsonScanner.@Nullable Path path, ValueTester tester) {}

  private record Taker(
      String variable, int slot, JsonScanner.@Nullable Path path, Extraction.Source source) {}

  MessageJudge(WebSocketStep step, Names names) {
    for (Check check : step.checks()) {
      switch (check) {
        case Check.Json json ->
            rules.add(
                new Rule(
                    json.text(), new JsonScanner.Path(json.path()), new ValueTester(json.test())));
        case Check.Body body ->
            rules.add(new Rule(body.text(), null, new ValueTester(body.test())));
        default -> throw new IllegalArgumentException("no check of a message: " + check.text());
      }
    }
    for (Extraction extraction : step.extractions()) {
      JsonScanner.Path path =
          extraction.source() instanceof Extraction.Json json
              ? new JsonScanner.Path(json.path())
              : null;
      String variable = extraction.variable();
      takers.add(new Taker(variable, names.slot(variable), path, extraction.source()));
    }
  }

  private boolean isEmpty() {
    return rules.isEmpty() && takers.isEmpty();
  }

  /** Checks a message, and takes what is to be extracted if all checks hold. */
  void judge(byte[] data, int from, int to, UserValues values, Judgement judgement) {
    if (isEmpty()) {
      return;
    }
    JsonScanner scanner = new JsonScanner();
    boolean good = true;
    for (Rule rule : rules) {
      if (holds(rule, scanner, data, from, to)) {
        judgement.passed++;
      } else {
        judgement.failed++;
        good = false;
        complain(judgement, rule.text);
      }
    }
    for (int i = 0; good && i < takers.size(); i++) {
      Taker taker = takers.get(i);
      Bytes value = taken(taker, scanner, data, from, to);
      if (value == null) {
        complain(judgement, "nothing to extract for " + taker.variable);
      } else {
        values.writable(taker.slot).append(value);
      }
    }
  }

  private static void complain(Judgement judgement, String about) {
    if (judgement.complaint == null) {
      judgement.complaint = about;
    }
  }

  private static boolean holds(Rule rule, JsonScanner scanner, byte[] data, int from, int to) {
    ValueTester tester = rule.tester;
    if (rule.path == null) {
      return from == to ? tester.holdsWithoutValue() : tester.holds(data, from, to);
    }
    boolean[] any = new boolean[1];
    boolean held =
        scanner.find(
            data,
            from,
            to,
            rule.path,
            (source, start, end, string) -> {
              any[0] = true;
              Bytes plain = plain(source, start, end, string);
              return tester.holds(plain.array(), 0, plain.length());
            });
    return held || (!any[0] && tester.holdsWithoutValue());
  }

  private static @Nullable Bytes taken(
      Taker taker, JsonScanner scanner, byte[] data, int from, int to) {
    if (taker.source instanceof Extraction.Regex regex) {
      String text = new String(data, from, to - from, StandardCharsets.UTF_8);
      Matcher matcher = regex.pattern().matcher(text);
      String group = matcher.find() ? matcher.group(regex.group()) : null;
      return group == null ? null : new Bytes().append(group);
    }
    Bytes[] found = new Bytes[1];
    if (taker.path != null) {
      scanner.find(
          data,
          from,
          to,
          taker.path,
          (source, start, end, string) -> {
            found[0] = plain(source, start, end, string);
            return true;
          });
    }
    return found[0];
  }

  /** Returns a value; of a string, without its escapes. */
  private static Bytes plain(byte[] source, int from, int to, boolean string) {
    Bytes plain = new Bytes();
    if (string) {
      JsonScanner.unescape(source, from, to, plain);
    } else {
      plain.append(source, from, to);
    }
    return plain;
  }
}
