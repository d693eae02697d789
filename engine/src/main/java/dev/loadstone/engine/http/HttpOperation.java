package dev.loadstone.engine.http;

import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.Target;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP step compiled for its plan: everything that is the same for each request is bytes
 * already. Immutable, shared by all loops.
 */
public final class HttpOperation {
  static final byte[] CRLF = {'\r', '\n'};

  static final String USER_AGENT = "Loadstone";

  private final int number;
  private final Step.Http step;
  private final Instances instances;
  private final String basePath;
  private final byte[] methodAndSpace;
  private final TextTemplate url;
  private final boolean urlMayBeAbsolute;
  private final List<HeaderField> headers = new ArrayList<>();
  private final byte[] fixedHeaders;
  private final RequestBody body;
  private final HttpSettings settings;
  private final ResponseJudge judge;
  private final boolean hasHost;
  private final boolean head;
  private final Deadlines deadlines;
  private final boolean fixed;
  private final boolean http2Only;
  private final Http2Head http2Head;
  private final @Nullable StreamOperation stream;
  private final Names names;

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record HeaderField(byte[] nameAndColon, TextTemplate value, boolean secret) {}

  private HttpOperation(int number, Step.Http step, Plan plan, Names names, boolean http2Only) {
    this.number = number;
    this.http2Only = http2Only;
    this.step = step;
    this.settings = plan.http();
    this.names = names;
    Target target = plan.targets().get(step.on());
    if (target == null) {
      throw new IllegalArgumentException("the plan has no target " + step.on());
    }
    instances = Instances.of(target, settings);
    String path = target.base().getRawPath() == null ? "" : target.base().getRawPath();
    basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    methodAndSpace = (step.method() + " ").getBytes(StandardCharsets.US_ASCII);
    head = step.method().equals("HEAD");
    deadlines = Deadlines.of(step.timeouts());
    url = TextTemplate.of(step.url(), names);
    urlMayBeAbsolute = !step.url().outline().startsWith("/");
    body = RequestBody.of(step.body(), names);
    for (Body.Field field : step.headers()) {
      byte[] name = (field.name() + ": ").getBytes(StandardCharsets.UTF_8);
      headers.add(
          new HeaderField(name, TextTemplate.of(field.value(), names), isSecret(field.name())));
    }
    hasHost = hasHeader("host");
    fixed =
        !instances.areSeveral()
            && url.isConstant()
            && body.isConstant()
            && headers.stream().allMatch(field -> field.value.isConstant());
    http2Head = new Http2Head(step, settings, body.contentType(), names);
    stream =
        step.stream().map(reading -> new StreamOperation(reading, step.extractions())).orElse(null);
    fixedHeaders = fixedHeaders().getBytes(StandardCharsets.US_ASCII);
    judge = new ResponseJudge(step, names, settings.compression() || hasHeader("accept-encoding"));
  }

  /**
   * Compiles a step.
   *
   * @param number of the operation, for recorders
   */
  public static HttpOperation of(int number, Step.Http step, Plan plan, Names names) {
    return new HttpOperation(number, step, plan, names, false);
  }

  /** Compiles a step that speaks HTTP/2 whatever the plan says of its other steps. */
  public static HttpOperation ofHttp2(int number, Step.Http step, Plan plan, Names names) {
    return new HttpOperation(number, step, plan, names, true);
  }

  /** Returns whether a header must not be sent where a redirect leads to another server. */
  static boolean isSecret(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "authorization", "cookie", "proxy-authorization" -> true;
      default -> false;
    };
  }

  private boolean hasHeader(String name) {
    return step.headers().stream()
        .anyMatch(field -> field.name().toLowerCase(Locale.ROOT).equals(name));
  }

  private String fixedHeaders() {
    StringBuilder text = new StringBuilder();
    if (!hasHeader("user-agent")) {
      text.append("User-Agent: " + USER_AGENT + "\r\n");
    }
    if (!hasHeader("accept")) {
      String accepted = stream == null ? "*/*" : stream.mediaType();
      text.append("Accept: ").append(accepted).append("\r\n");
    }
    if (settings.compression() && stream == null && !hasHeader("accept-encoding")) {
      text.append("Accept-Encoding: gzip\r\n");
    }
    if (settings.connections() == HttpSettings.Connections.PER_REQUEST
        && !hasHeader("connection")) {
      text.append("Connection: close\r\n");
    }
    if (!hasHeader("content-type") && !body.contentType().isEmpty()) {
      text.append("Content-Type: ").append(body.contentType()).append("\r\n");
    }
    return text.toString();
  }

  /** Returns the operation's number, for recorders. */
  public int number() {
    return number;
  }

  /** Returns the step. */
  public Step.Http step() {
    return step;
  }

  /** Returns how the response is read as a stream; null if it is none. */
  public @Nullable StreamOperation stream() {
    return stream;
  }

  /** Returns where the target of the step is; of several instances the first. */
  public Origin origin() {
    return instances.at(Instances.NONE);
  }

  Instances instances() {
    return instances;
  }

  /** Returns whether it speaks HTTP/2 whatever the plan says. */
  boolean isHttp2Only() {
    return http2Only;
  }

  /** Returns the head for HTTP/2. */
  Http2Head http2Head() {
    return http2Head;
  }

  ResponseJudge judge() {
    return judge;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  /**
   * Returns whether the request is the same each time, its host included, as long as no cookie is
   * sent with it.
   */
  boolean isFixed() {
    return fixed;
  }

  /** Returns the numbers of the feeders whose rows the request needs. */
  public List<Integer> feeders() {
    List<Integer> feeders = new ArrayList<>(url.feeders());
    headers.forEach(field -> feeders.addAll(field.value.feeders()));
    feeders.addAll(body.feeders());
    return feeders;
  }

  /**
   * Writes the URL's text: a path with its query, the target's own path before it, or an absolute
   * URL.
   *
   * @return {@link TextTemplate#COMPLETE}, or the slot that has no value
   */
  int writeUrl(UserValues values, Bytes out) {
    if (!urlMayBeAbsolute) {
      out.append(basePath);
      return url.write(values, out);
    }
    int from = out.length();
    int missing = url.write(values, out);
    boolean path = out.length() > from && out.array()[from] == '/';
    if (missing == TextTemplate.COMPLETE && path && !basePath.isEmpty()) {
      String text = out.text();
      out.clear().append(basePath).append(text);
    }
    return missing;
  }

  /** Writes the body; the result is as of {@link #writeUrl}. */
  int writeBody(UserValues values, Bytes out) {
    return body.write(values, out);
  }

  /**
   * Writes the request line and the Host header.
   *
   * @param method of a redirected request; empty for the step's own
   * @param path the path with its query
   * @param authority the Host header's value
   */
  void writeStart(String method, Bytes path, byte[] authority, Bytes out) {
    if (method.isEmpty()) {
      out.append(methodAndSpace);
    } else {
      out.append(method).append((byte) ' ');
    }
    out.append(path).append(HTTP_1_1);
    if (!hasHost) {
      out.append(HOST).append(authority).append(CRLF);
    }
  }

  /**
   * Writes all other headers, without the empty line that ends them.
   *
   * @param contentLength length of the body; negative for no body at all
   * @param foreign whether a redirect led to another server, which must not see credentials
   * @return as of {@link #writeUrl}, or {@link #LINE_BREAK}
   */
  int writeHeaders(UserValues values, int contentLength, boolean foreign, Bytes out) {
    out.append(fixedHeaders);
    for (int i = 0; i < headers.size(); i++) {
      HeaderField field = headers.get(i);
      if (foreign && field.secret) {
        continue;
      }
      out.append(field.nameAndColon);
      int from = out.length();
      int missing = field.value.write(values, out);
      if (missing != TextTemplate.COMPLETE) {
        return missing;
      }
      if (hasLineBreak(out, from)) {
        return LINE_BREAK;
      }
      out.append(CRLF);
    }
    if (contentLength >= 0) {
      out.append(CONTENT_LENGTH).appendNumber(contentLength).append(CRLF);
    }
    return TextTemplate.COMPLETE;
  }

  /**
   * What {@link #writeHeaders} gives when a header's value has a line break in it, which would make
   * another header of it.
   */
  static final int LINE_BREAK = -2;

  private static final byte[] HTTP_1_1 = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HOST = "Host: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CONTENT_LENGTH =
      "Content-Length: ".getBytes(StandardCharsets.US_ASCII);

  static boolean hasLineBreak(Bytes out, int from) {
    for (int i = from; i < out.length(); i++) {
      if (out.array()[i] == '\r' || out.array()[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether a request of this method announces a body even if it is empty (RFC 9110,
   * section 8.6).
   */
  boolean announcesEmptyBody() {
    return switch (step.method()) {
      case "POST", "PUT", "PATCH" -> true;
      default -> false;
    };
  }

  /** Returns whether the URL is a path on the target, whatever the values. */
  boolean isUrlRelative() {
    return !urlMayBeAbsolute;
  }

  /** Returns whether a body is sent. */
  boolean hasBody() {
    return body.isPresent();
  }

  /** Returns whether the method is HEAD. */
  boolean isHead() {
    return head;
  }

  /** Returns the name of a variable's slot. */
  String slotName(int slot) {
    return names.slotName(slot);
  }

  /**
   * Returns a path against which a relative redirect is resolved if values stand in the step's own
   * path.
   */
  String pathForRelative() {
    String path = step.url().outline();
    int hole = path.indexOf('…');
    String known = hole < 0 ? path : path.substring(0, hole);
    return basePath + (known.startsWith("/") ? known : "/");
  }

  /** Returns the path of the step's URL with its query, places of values marked by an ellipsis. */
  String pathOutline() {
    return UrlOutline.path(basePath, step.url().outline());
  }

  /** Returns whether the step's checks or extractions need the body. */
  boolean needsBody() {
    return judge.needsBody() || mayBeWhole();
  }

  /** Returns whether they need headers. */
  boolean needsHeaders() {
    return judge.needsHeaders() || mayBeWhole();
  }

  /** Returns whether the response may be a stream or one JSON text. */
  private boolean mayBeWhole() {
    return stream != null && stream.mayBeWhole();
  }
}
