package dev.loadstone.app.convert.har;

import dev.loadstone.app.convert.draft.DraftStep;
import dev.loadstone.app.convert.draft.HeaderFields;
import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.har.Exchange.Field;
import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.core.quantity.Durations;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes steps of recorded requests. */
final class RecordedRequest {
  /** Headers that a browser sends by itself, and those that say what it has in its cache. */
  private static final Set<String> BROWSERS =
      Set.of(
          "accept-language",
          "user-agent",
          "referer",
          "origin",
          "cache-control",
          "pragma",
          "upgrade",
          "upgrade-insecure-requests",
          "dnt",
          "te",
          "priority",
          "keep-alive",
          "proxy-connection",
          "if-none-match",
          "if-modified-since",
          "x-client-data",
          "save-data",
          "purpose",
          "viewport-width",
          "dpr",
          "downlink",
          "rtt",
          "ect",
          "device-memory");

  private static final Pattern ID =
      Pattern.compile(
          "\\d+|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|(?=.*\\d)[0-9a-fA-F]{12,}"
              + "|(?=.*\\d)(?=.*[A-Za-z])[A-Za-z0-9_-]{20,}");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[A-Za-z0-9_-]+}");
  private static final Set<String> STREAMS =
      Set.of("application/x-ndjson", "application/jsonl", "application/jsonlines");
  private static final Duration LISTEN_MAX = Duration.ofSeconds(10);

  private final Secrets secrets;
  private final Notes notes;
  private final boolean keepCookies;

  RecordedRequest(Secrets secrets, Notes notes, boolean keepCookies) {
    this.secrets = secrets;
    this.notes = notes;
    this.keepCookies = keepCookies;
  }

  /** Learns the secrets of a request, so that they are kept out of all others too. */
  void learn(Exchange exchange) {
    headers(exchange);
    query(exchange.url().query());
    body(exchange);
  }

  /**
   * Returns the step; empty, with a note, if no plan can send it.
   *
   * @param base the URL before its path
   */
  Optional<DraftStep> step(Exchange exchange, String base) {
    String kind = kind(exchange);
    Optional<Map<String, Value>> body = body(exchange);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    String path = urlWithMasks(exchange.url().path());
    String line = exchange.method() + " " + path + query(exchange.url().query());
    DraftStep step = DraftStep.request(kind, line, base).withHeaders(headers(exchange));
    Optional<String> name = name(exchange);
    if (name.isPresent()) {
      step = step.named(Templates.literal(name.get()));
    }
    for (Map.Entry<String, Value> part : body.get().entrySet()) {
      step = step.withBody(part.getKey(), part.getValue());
    }
    return Optional.of(listening(exchange, step).checking("status == " + status(exchange)));
  }

  /** A cached answer was recorded as unchanged, but nobody has it in a cache at first. */
  private static int status(Exchange exchange) {
    return exchange.status() == 304 ? 200 : exchange.status();
  }

  private static String kind(Exchange exchange) {
    if (exchange.responseType().equals("text/event-stream")) {
      return "sse";
    }
    return STREAMS.contains(exchange.responseType()) ? "ndjson" : "http";
  }

  /** A stream that a page only listens to need not end by itself. */
  private static DraftStep listening(Exchange exchange, DraftStep step) {
    if (!exchange.resourceType().equals("eventsource") || exchange.millis() < 1) {
      return step;
    }
    Duration recorded = Duration.ofMillis(Math.round(Math.min(exchange.millis(), 1e9)));
    Duration length = recorded.compareTo(LISTEN_MAX) > 0 ? LISTEN_MAX : recorded;
    Value time = Value.ofText(Durations.format(length));
    return step.commented("The page listened for " + Durations.format(recorded) + ".")
        .with("cancelAfter", Value.Mapping.of(Map.of("time", time)));
  }

  /** Returns a part of a URL with expressions for secrets, and all else as URLs have it. */
  private String urlWithMasks(String text) {
    String masked = secrets.mask(text);
    StringBuilder url = new StringBuilder();
    int at = 0;
    for (int hole = masked.indexOf("${"); hole >= 0; hole = masked.indexOf("${", at)) {
      int end = masked.indexOf('}', hole);
      boolean plain = hole > 0 && masked.charAt(hole - 1) == '$';
      if (plain || end < 0) {
        url.append(Templates.urlText(masked.substring(at, Math.max(at, hole - 1)))).append("$%7B");
        at = hole + 2;
      } else {
        url.append(Templates.urlText(masked.substring(at, hole))).append(masked, hole, end + 1);
        at = end + 1;
      }
    }
    return url.append(Templates.urlText(masked.substring(at))).toString();
  }

  private String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      String taken = secrets.field(decoded(name), decoded(value));
      String written = EXPRESSION.matcher(taken).matches() ? taken : urlWithMasks(value);
      parts.add(Templates.urlText(name) + (equals < 0 ? "" : "=" + written));
    }
    return "?" + String.join("&", parts);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private Map<String, Value> headers(Exchange exchange) {
    Map<String, Value> headers = new LinkedHashMap<>();
    for (Field field : exchange.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (isKept(name, field.value(), exchange)) {
        String shown = isCapitalised(field.name()) ? field.name() : capitalised(name);
        headers.merge(
            shown,
            Value.ofText(secrets.header(shown, HeaderFields.oneLine(field.value()))),
            (first, _) -> first);
      }
    }
    return headers;
  }

  private boolean isKept(String name, String value, Exchange exchange) {
    if (name.equals("cookie")) {
      return keepCookies;
    }
    if (name.startsWith(":") || name.startsWith("sec-")) {
      return false;
    }
    if (BROWSERS.contains(name) || HeaderFields.isOfClients(name)) {
      return false;
    }
    return switch (name) {
      case "accept" ->
          !value.equals("*/*")
              && !value.startsWith("text/html,")
              && !value.startsWith("image/")
              && kind(exchange).equals("http");
      case "content-type" -> !isUsual(exchange, value);
      default -> HeaderFields.isName(name);
    };
  }

  /** Returns whether a body's own media type is that of its kind. */
  private static boolean isUsual(Exchange exchange, String type) {
    String plain = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    boolean json = SourceFile.json(exchange.body()).isPresent();
    return (exchange.body().isEmpty() && exchange.form().isEmpty())
        || (plain.equals("application/json") && json)
        || plain.equals("application/x-www-form-urlencoded");
  }

  private static boolean isCapitalised(String name) {
    return !name.equals(name.toLowerCase(Locale.ROOT));
  }

  /** HTTP/2 has names in small letters, which are written as people know them. */
  private static String capitalised(String name) {
    StringBuilder words = new StringBuilder();
    for (String word : name.split("-", -1)) {
      words.append(words.isEmpty() ? "" : "-");
      if (!word.isEmpty()) {
        words.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return words.toString();
  }

  /** Returns the body by its key, or none; empty, with a note, if no plan can send it. */
  private Optional<Map<String, Value>> body(Exchange exchange) {
    String type = exchange.bodyType();
    String text = exchange.body();
    if (type.startsWith("multipart/")) {
      notes.leftOut(exchange.describe(), "its body is " + type + ", which plans cannot send");
      return Optional.empty();
    }
    if (!exchange.entry().get("request").get("postData").text("encoding").isEmpty()) {
      notes.leftOut(exchange.describe(), "its body is not text; send it with file:");
      return Optional.empty();
    }
    if (type.equals("application/x-www-form-urlencoded")) {
      return Optional.of(Map.of("form", form(fields(exchange))));
    }
    if (text.isEmpty()) {
      return Optional.of(Map.of());
    }
    boolean json = type.isEmpty() || type.contains("json") || type.startsWith("text/plain");
    Optional<Value> document =
        json && text.strip().matches("(?s)[\\[{].*") ? SourceFile.json(text) : Optional.empty();
    return Optional.of(
        document
            .map(value -> Map.of("json", secrets.body(value)))
            .orElseGet(() -> Map.of("body", Value.ofText(secrets.mask(text)))));
  }

  private static List<Field> fields(Exchange exchange) {
    if (exchange.body().isEmpty()) {
      return exchange.form().stream()
          .map(field -> new Field(decoded(field.name()), decoded(field.value())))
          .toList();
    }
    List<Field> fields = new ArrayList<>();
    for (String part : exchange.body().split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      fields.add(new Field(decoded(name), equals < 0 ? "" : decoded(part.substring(equals + 1))));
    }
    return fields;
  }

  private Value form(List<Field> fields) {
    Map<String, List<Value>> byName = new LinkedHashMap<>();
    for (Field field : fields) {
      byName
          .computeIfAbsent(field.name(), _ -> new ArrayList<>())
          .add(Value.ofText(secrets.field(field.name(), field.value())));
    }
    Map<String, Value> form = new LinkedHashMap<>();
    byName.forEach((name, values) ->
        form.put(name, values.size() == 1 ? values.getFirst() : Value.Listing.of(values)));
    return Value.Mapping.of(form);
  }

  /** Returns a name where the usual one would be another for every object or every question. */
  private Optional<String> name(Exchange exchange) {
    List<String> segments = new ArrayList<>();
    for (String segment : exchange.url().path().split("/", -1)) {
      boolean secret = !secrets.mask(segment).equals(Templates.literal(segment));
      segments.add(secret ? "{secret}" : ID.matcher(segment).matches() ? "{id}" : segment);
    }
    String path = String.join("/", segments);
    String operation =
        exchange.bodyType().contains("json")
            ? SourceFile.json(exchange.body()).map(body -> body.text("operationName")).orElse("")
            : "";
    if (path.equals(exchange.url().path()) && operation.isBlank()) {
      return Optional.empty();
    }
    String name = exchange.method() + " " + path + (operation.isBlank() ? "" : " " + operation);
    return Optional.of(name);
  }
}
