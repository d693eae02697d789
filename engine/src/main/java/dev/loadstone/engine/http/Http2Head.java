package dev.loadstone.engine.http;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.Step;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The head of an HTTP step compiled for HTTP/2. Immutable.
 *
 * <p>Names are sent in lower case; headers that are about an HTTP/1.1 connection are left out; a
 * Host header becomes the {@code :authority}. <b>Source:</b> RFC 9113, sections 8.2 and 8.3.1.
 */
final class Http2Head {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "proxy-connection",
          "keep-alive",
          "transfer-encoding",
          "upgrade",
          "http2-settings");
  private static final byte[] METHOD = plain(":method");
  private static final byte[] PATH = plain(":path");
  private static final byte[] AUTHORITY = plain(":authority");
  private static final byte[] CONTENT_LENGTH = plain("content-length");
  private static final byte[] COOKIE = HpackField.name("cookie", HpackField.NEVER_INDEXED);
  private static final HpackField SCHEME_HTTP = new HpackField(":scheme", "http");
  private static final HpackField SCHEME_HTTPS = new HpackField(":scheme", "https");
  private static final int COOKIE_PREFIX = "Cookie: ".length();
  private static final int LINE_END = 2;

  private final HpackField method;
  private final List<HpackField> fixed = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final List<TextTemplate> host = new ArrayList<>(0);
  private final Names names;

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Variable(byte[] name, TextTemplate value, boolean secret) {}

  /**
   * Compiles a step's head.
   *
   * @param contentType of the body, if the step does not name it; may be empty
   */
  Http2Head(Step.Http step, HttpSettings settings, String contentType, Names names) {
    this.names = names;
    method = new HpackField(":method", step.method());
    usual(step, "user-agent", HttpOperation.USER_AGENT);
    usual(step, "accept", step.stream().map(stream -> stream.framing().mediaType()).orElse("*/*"));
    usual(step, "accept-encoding", settings.compression() && step.stream().isEmpty() ? "gzip" : "");
    usual(step, "content-type", contentType);
    for (Body.Field field : step.headers()) {
      add(field.name().toLowerCase(Locale.ROOT), field.value());
    }
  }

  private static byte[] plain(String name) {
    return HpackField.name(name, HpackField.WITHOUT_INDEXING);
  }

  private void usual(Step.Http step, String name, String value) {
    boolean own = step.headers().stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    if (!own && !value.isEmpty()) {
      fixed.add(new HpackField(name, value));
    }
  }

  private void add(String name, Template value) {
    boolean secret = HttpOperation.isSecret(name);
    if (OF_THE_CONNECTION.contains(name)) {
      return;
    }
    if (name.equals("host")) {
      host.add(TextTemplate.of(value, names));
    } else if (value.isLiteral() && !secret) {
      fixed.add(new HpackField(name, literal(value)));
    } else {
      int kind = secret ? HpackField.NEVER_INDEXED : HpackField.WITHOUT_INDEXING;
      variables.add(
          new Variable(HpackField.name(name, kind), TextTemplate.of(value, names), secret));
    }
  }

  private static String literal(Template value) {
    StringBuilder text = new StringBuilder();
    for (Template.Part part : value.parts()) {
      if (part instanceof Template.Literal literal) {
        text.append(literal.text());
      }
    }
    return text.toString().strip();
  }

  /**
   * Where a request goes, and what of it differs from the step.
   *
   * @param origin the server
   * @param authority its name and port
   * @param method of a redirected request; empty for the step's own
   * @param contentLength length of the body; negative for no body at all
   * @param foreign whether a redirect led to another server, which must not see credentials
   */
  record Target(
      Origin origin, HpackField authority, String method, int contentLength, boolean foreign) {}

  /**
   * Writes the head.
   *
   * @param path the path with its query
   * @param scratch is used for values
   * @return as of {@link HttpOperation#writeHeaders}
   */
  int write(Target target, Bytes path, Exchange exchange, Bytes scratch, HpackWriter out) {
    out.begin();
    if (target.method.isEmpty()) {
      out.shared(method);
    } else {
      out.own(METHOD, scratch.clear().append(target.method).array(), 0, scratch.length());
    }
    out.shared(target.origin.tls() ? SCHEME_HTTPS : SCHEME_HTTP);
    int missing = writeAuthority(target, exchange.values(), scratch, out);
    out.own(PATH, path.array(), 0, path.length());
    for (int i = 0; i < fixed.size(); i++) {
      out.shared(fixed.get(i));
    }
    for (int i = 0; i < variables.size() && missing == TextTemplate.COMPLETE; i++) {
      Variable field = variables.get(i);
      if (!target.foreign || !field.secret) {
        missing = write(field.name, field.value, exchange.values(), scratch, out);
      }
    }
    if (target.contentLength >= 0) {
      out.own(CONTENT_LENGTH, target.contentLength);
    }
    writeCookies(target, path, exchange.cookies(), scratch, out);
    return missing;
  }

  private int writeAuthority(Target target, UserValues values, Bytes scratch, HpackWriter out) {
    if (host.isEmpty()) {
      out.shared(target.authority);
      return TextTemplate.COMPLETE;
    }
    return write(AUTHORITY, host.getFirst(), values, scratch, out);
  }

  private static int write(
      byte[] name, TextTemplate value, UserValues values, Bytes scratch, HpackWriter out) {
    int missing = value.write(values, scratch.clear());
    if (missing != TextTemplate.COMPLETE) {
      return missing;
    }
    if (HttpOperation.hasLineBreak(scratch, 0)) {
      return HttpOperation.LINE_BREAK;
    }
    int from = 0;
    int to = scratch.length();
    while (from < to && isBlank(scratch.array()[from])) {
      from++;
    }
    while (to > from && isBlank(scratch.array()[to - 1])) {
      to--;
    }
    out.own(name, scratch.array(), from, to);
    return missing;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static void writeCookies(
      Target target, Bytes path, CookieJar cookies, Bytes scratch, HpackWriter out) {
    if (cookies.isEmpty()) {
      return;
    }
    cookies.write(target.origin, RequestWriter.pathOnly(path.text()), scratch.clear());
    if (scratch.length() > 0) {
      out.own(COOKIE, scratch.array(), COOKIE_PREFIX, scratch.length() - LINE_END);
    }
  }
}
