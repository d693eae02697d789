package dev.loadstone.engine.connector;

import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.ConnectorStep;
import dev.loadstone.core.plan.Extraction;
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

/**
 * The checks and extractions of a step on the JSON document that its result is, made ready.
 * Immutable, shared by all loops.
 */
final class ResultJudge {
  private final List<Rule> rules = new ArrayList<>();
  private final List<Taker> takers = new ArrayList<>();
  private final boolean needsDocument;

  /**
   * What became of a result.
   *
   * @param passed checks that held
   * @param failed checks that did not
   * @param complaint the first check that did not hold, or what could not be extracted; null if all
   *     is well
   */
  record Judgement(int passed, int failed, @Nullable String complaint) {}

  private interface Test {
    boolean holds(byte[] document, long responseNanos);
  }

  private record Rule(String text, Test test) {}

  private record Taker(String variable, int slot, Extraction.Source source) {}

  ResultJudge(ConnectorStep step, Names names) {
    boolean document = !step.extractions().isEmpty();
    for (Check check : step.checks()) {
      document |= !(check instanceof Check.ResponseTime);
      rules.add(new Rule(check.text(), test(check)));
    }
    for (Extraction extraction : step.extractions()) {
      String variable = extraction.variable();
      takers.add(new Taker(variable, names.slot(variable), extraction.source()));
    }
    needsDocument = document;
  }

  private static Test test(Check check) {
    return switch (check) {
      case Check.Json json -> {
        JsonScanner.Path path = new JsonScanner.Path(json.path());
        ValueTester tester = new ValueTester(json.test());
        yield (document, response) -> holds(path, tester, document);
      }
      case Check.Body body -> {
        ValueTester tester = new ValueTester(body.test());
        yield (document, response) -> tester.holds(document, 0, document.length);
      }
      case Check.BodyBytes size ->
          (document, response) -> size.operator().holds(document.length, size.bytes());
      case Check.ResponseTime time ->
          (document, response) -> time.operator().holds(response, time.limit().toNanos());
      case Check.Status status -> throw noResultHas(status);
      case Check.Header header -> throw noResultHas(header);
    };
  }

  private static IllegalArgumentException noResultHas(Check check) {
    return new IllegalArgumentException("no check of a result: " + check.text());
  }

  /** Returns whether anything looks at the document. */
  boolean needsDocument() {
    return needsDocument;
  }

  /**
   * Judges a result: makes the checks, then takes what is to be extracted if all held.
   *
   * @param document JSON in UTF-8
   * @param responseNanos the operation's response time
   */
  Judgement judge(byte[] document, long responseNanos, UserValues values) {
    int passed = 0;
    String complaint = null;
    for (Rule rule : rules) {
      if (rule.test.holds(document, responseNanos)) {
        passed++;
      } else if (complaint == null) {
        complaint = rule.text;
      }
    }
    for (int i = 0; complaint == null && i < takers.size(); i++) {
      Taker taker = takers.get(i);
      Bytes value = taken(taker, document);
      if (value == null) {
        complaint = "nothing to extract for " + taker.variable;
      } else {
        values.writable(taker.slot).append(value);
      }
    }
    return new Judgement(passed, rules.size() - passed, complaint);
  }

  private static boolean holds(JsonScanner.Path path, ValueTester tester, byte[] document) {
    boolean[] any = new boolean[1];
    boolean held =
        new JsonScanner()
            .find(
                document,
                document.length,
                path,
                (source, from, to, string) -> {
                  any[0] = true;
                  Bytes plain = plain(source, from, to, string);
                  return tester.holds(plain.array(), 0, plain.length());
                });
    return held || (!any[0] && tester.holdsWithoutValue());
  }

  private static @Nullable Bytes taken(Taker taker, byte[] document) {
    if (taker.source instanceof Extraction.Regex regex) {
      Matcher matcher = regex.pattern().matcher(new String(document, StandardCharsets.UTF_8));
      String group = matcher.find() ? matcher.group(regex.group()) : null;
      return group == null ? null : new Bytes().append(group);
    }
    Bytes[] found = new Bytes[1];
    if (taker.source instanceof Extraction.Json json) {
      new JsonScanner()
          .find(
              document,
              document.length,
              new JsonScanner.Path(json.path()),
              (source, from, to, string) -> {
                found[0] = plain(source, from, to, string);
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
