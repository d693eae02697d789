package dev.loadstone.engine.http;

import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.UserValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The checks and extractions of a step, made ready. Immutable, shared by all loops; what changes is
 * in {@link Scratch}.
 */
final class ResponseJudge {
  private static final int STATUS_ERROR_MIN = 400;

  private final boolean checksStatus;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Taker> takers = new ArrayList<>();
  private final List<StreamTaker> streamTakers = new ArrayList<>();
  private final boolean needsBody;
  private final boolean needsHeaders;

  /** What judging needs besides the response, one per loop. */
  static final class Scratch {
    final JsonScanner scanner = new JsonScanner();
    final Bytes inflated = new Bytes();
    final Bytes header = new Bytes();
    final Bytes found = new Bytes();
    final JsonTest jsonTest = new JsonTest(found);
    final JsonCopy jsonCopy = new JsonCopy();
    final Seen seen = new Seen();
  }

  /** A response with everything that a check may be about. */
  static final class Seen {
    private Response response = new ResponseReader();
    private Bytes body = new Bytes();
    private long bodyBytes;
    private long responseTimeNanos;

    Seen of(Response next, Bytes content, long bytes, long responseTime) {
      response = next;
      body = content;
      bodyBytes = bytes;
      responseTimeNanos = responseTime;
      return this;
    }
  }

  /** Tests the values at a path, strings without their escapes. */
  static final class JsonTest implements JsonScanner.Visitor {
    private final Bytes unescaped;
    private @Nullable ValueTester tester;
    private boolean any;

    JsonTest(Bytes unescaped) {
      this.unescaped = unescaped;
    }

    JsonTest with(ValueTester next) {
      tester = next;
      any = false;
      return this;
    }

    @Override
    public boolean value(byte[] source, int from, int to, boolean string) {
      any = true;
      ValueTester test = Objects.requireNonNull(tester);
      if (string && hasEscape(source, from, to)) {
        unescaped.clear();
        JsonScanner.unescape(source, from, to, unescaped);
        return test.holds(unescaped.array(), 0, unescaped.length());
      }
      return test.holds(source, from, to);
    }
  }

  /** Copies the first value at a path, a string without its escapes. */
  static final class JsonCopy implements JsonScanner.Visitor {
    private Bytes out = new Bytes();

    JsonCopy to(Bytes target) {
      out = target;
      return this;
    }

    @Override
    public boolean value(byte[] source, int from, int to, boolean string) {
      out.clear();
      if (string) {
        JsonScanner.unescape(source, from, to, out);
      } else {
        out.append(source, from, to);
      }
      return true;
    }
  }

  /**
   * Makes a step's checks ready.
   *
   * @param mayBeCompressed whether the size of a body is known only when it is decompressed
   */
  ResponseJudge(Step.Http step, Names names, boolean mayBeCompressed) {
    boolean status = false;
    boolean body = false;
    boolean headers = false;
    for (Check check : step.checks()) {
      status |= check instanceof Check.Status;
      body |=
          check instanceof Check.Json
              || check instanceof Check.Body
              || (check instanceof Check.BodyBytes && mayBeCompressed);
      headers |= check instanceof Check.Header;
      rules.add(rule(check));
    }
    for (Extraction extraction : step.extractions()) {
      body |=
          extraction.source() instanceof Extraction.Json
              || extraction.source() instanceof Extraction.Regex;
      headers |=
          extraction.source() instanceof Extraction.Header
              || extraction.source() instanceof Extraction.Cookie;
      if (isOfStream(extraction.source())) {
        streamTakers.add(new StreamTaker(extraction, names.slot(extraction.variable())));
        continue;
      }
      takers.add(
          new Taker(
              extraction.variable(),
              names.slot(extraction.variable()),
              source(extraction.source())));
    }
    checksStatus = status;
    needsBody = body;
    needsHeaders = headers;
  }

  boolean needsBody() {
    return needsBody;
  }

  boolean needsHeaders() {
    return needsHeaders;
  }

  /** Returns how many checks there are. */
  int checks() {
    return rules.size();
  }

  private interface Test {
    boolean holds(Seen seen, Scratch scratch);
  }

  private interface Source {
    boolean take(Seen seen, Scratch scratch, Bytes out);
  }

  private record Rule(Check check, Test test) {}

  private record Taker(String variable, int slot, Source source) {}

  private record StreamTaker(Extraction extraction, int slot) {}

  private static boolean isOfStream(Extraction.Source source) {
    return source instanceof Extraction.Event || source instanceof Extraction.StreamText;
  }

  /** Takes what is to be extracted from the events of a stream that ended well. */
  void takeFrom(EventStream stream, Exchange exchange) {
    for (int i = 0; i < streamTakers.size(); i++) {
      StreamTaker taker = streamTakers.get(i);
      Extraction.Source source = taker.extraction.source();
      Bytes kept = stream.kept(source);
      if (kept != null) {
        exchange.values().writable(taker.slot).append(kept);
      } else if (source instanceof Extraction.Event event && event.optional()) {
        exchange.values().unset(taker.slot);
      } else {
        exchange.fail(ErrorClass.CHECK, "nothing to extract for " + taker.extraction.variable());
        return;
      }
    }
  }

  private static Rule rule(Check check) {
    return new Rule(
        check,
        switch (check) {
          case Check.Status status ->
              (seen, scratch) -> statusHolds(status, seen.response.status());
          case Check.BodyBytes size ->
              (seen, scratch) -> size.operator().holds(seen.bodyBytes, size.bytes());
          case Check.ResponseTime time ->
              (seen, scratch) ->
                  time.operator().holds(seen.responseTimeNanos, time.limit().toNanos());
          case Check.Json json ->
              jsonTest(new JsonScanner.Path(json.path()), new ValueTester(json.test()));
          case Check.Header header -> headerTest(header.name(), new ValueTester(header.test()));
          case Check.Body body -> bodyTest(new ValueTester(body.test()));
        });
  }

  private static boolean statusHolds(Check.Status check, int status) {
    if (check.codes().size() == 1
        || (check.operator() != Operator.EQUAL && check.operator() != Operator.NOT_EQUAL)) {
      return check.operator().holds(status, check.codes().getFirst());
    }
    return check.codes().contains(status) == (check.operator() == Operator.EQUAL);
  }

  private static Test jsonTest(JsonScanner.Path path, ValueTester tester) {
    return (seen, scratch) -> {
      JsonTest test = scratch.jsonTest.with(tester);
      return scratch.scanner.find(seen.body.array(), seen.body.length(), path, test)
          || (!test.any && tester.holdsWithoutValue());
    };
  }

  private static boolean hasEscape(byte[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      if (source[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  private static Test headerTest(String name, ValueTester tester) {
    return (seen, scratch) ->
        header(seen.response, name, scratch.header)
            ? tester.holds(scratch.header.array(), 0, scratch.header.length())
            : tester.holdsWithoutValue();
  }

  private static Test bodyTest(ValueTester tester) {
    return (seen, scratch) ->
        seen.body.length() == 0
            ? tester.holdsWithoutValue()
            : tester.holds(seen.body.array(), 0, seen.body.length());
  }

  private static Source source(Extraction.Source source) {
    return switch (source) {
      case Extraction.Json json -> jsonSource(new JsonScanner.Path(json.path()));
      case Extraction.Header header ->
          (seen, scratch, out) -> header(seen.response, header.name(), out.clear());
      case Extraction.Cookie cookie ->
          (seen, scratch, out) -> cookie(seen.response, cookie.name(), out);
      case Extraction.Event event -> throw new IllegalArgumentException("of a stream: " + event);
      case Extraction.StreamText text -> throw new IllegalArgumentException("of a stream: " + text);
      case Extraction.Regex regex ->
          (seen, scratch, out) -> {
            Matcher matcher = regex.pattern().matcher(seen.body.text());
            String group = matcher.find() ? matcher.group(regex.group()) : null;
            if (group != null) {
              out.clear().append(group);
            }
            return group != null;
          };
    };
  }

  private static Source jsonSource(JsonScanner.Path path) {
    return (seen, scratch, out) ->
        scratch.scanner.find(seen.body.array(), seen.body.length(), path, scratch.jsonCopy.to(out));
  }

  /** Writes the value of the first kept header of a name. */
  static boolean header(Response response, String name, Bytes out) {
    return headerFrom(response, name, 0, out) >= 0;
  }

  /**
   * Writes the value of the first header of a name at or after a place; returns the place behind
   * it, or −1 if there is none.
   */
  static int headerFrom(Response response, String name, int from, Bytes out) {
    byte[] lines = response.headers().array();
    int end = response.headers().length();
    int line = from;
    while (line < end) {
      int lineEnd = line;
      while (lineEnd < end && lines[lineEnd] != '\n') {
        lineEnd++;
      }
      int value = line + name.length();
      if (value < lineEnd && lines[value] == ':' && isName(lines, line, name)) {
        int to = lineEnd;
        value++;
        while (value < to && (lines[value] == ' ' || lines[value] == '\t')) {
          value++;
        }
        while (to > value && (lines[to - 1] == ' ' || lines[to - 1] == '\t')) {
          to--;
        }
        out.clear().append(lines, value, to);
        return lineEnd + 1;
      }
      line = lineEnd + 1;
    }
    return -1;
  }

  private static boolean isName(byte[] lines, int from, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.toLowerCase(lines[from + i]) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean cookie(Response response, String name, Bytes out) {
    Bytes value = new Bytes();
    int at = headerFrom(response, "set-cookie", 0, value);
    while (at >= 0) {
      String text = value.text();
      int end = text.indexOf(';');
      String pair = end < 0 ? text : text.substring(0, end);
      if (pair.startsWith(name + "=")) {
        out.clear().append(pair.substring(name.length() + 1));
        return true;
      }
      at = headerFrom(response, "set-cookie", at, value);
    }
    return false;
  }

  /**
   * Judges a response: makes the checks, then takes what is to be extracted.
   *
   * @param response the response
   * @param body its body, decompressed
   * @param bodyBytes how many bytes that has
   * @param exchange gets the number of checks that held and did not, and the failure if there is
   *     one
   */
  void judge(Response response, Bytes body, long bodyBytes, Exchange exchange, Scratch scratch) {
    if (rules.isEmpty() && takers.isEmpty()) {
      judgeStatus(response.status(), exchange);
      return;
    }
    Seen seen = scratch.seen.of(response, body, bodyBytes, exchange.responseTimeNanos());
    int status = response.status();
    if (!checksStatus) {
      judgeStatus(status, exchange);
    }
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.test.holds(seen, scratch)) {
        exchange.checkPassed();
      } else {
        exchange.checkFailed();
        failCheck(rule.check, status, exchange);
      }
    }
    if (exchange.error() == null) {
      take(seen, exchange, scratch);
    }
  }

  private static void judgeStatus(int status, Exchange exchange) {
    if (status >= STATUS_ERROR_MIN) {
      exchange.fail(ErrorClass.ofStatus(status), null);
    }
  }

  private static void failCheck(Check check, int status, Exchange exchange) {
    if (check instanceof Check.Status && status >= STATUS_ERROR_MIN) {
      exchange.fail(ErrorClass.ofStatus(status), null);
    } else {
      exchange.fail(ErrorClass.CHECK, check.text());
    }
  }

  private void take(Seen seen, Exchange exchange, Scratch scratch) {
    UserValues values = exchange.values();
    for (int i = 0; i < takers.size(); i++) {
      Taker taker = takers.get(i);
      if (taker.source.take(seen, scratch, scratch.found)) {
        values.writable(taker.slot).append(scratch.found);
      } else {
        exchange.fail(ErrorClass.CHECK, "nothing to extract for " + taker.variable);
        return;
      }
    }
  }

  /** Returns the text of a value for messages; null if there is none. */
  static @Nullable String text(Bytes bytes, int max) {
    return bytes.length() == 0
        ? null
        : new String(bytes.array(), 0, Math.min(max, bytes.length()), StandardCharsets.UTF_8);
  }
}
