package dev.loadstone.app.convert.har;

import dev.loadstone.app.convert.draft.WebAddress;
import dev.loadstone.app.convert.source.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request of a recording with what is known of its response.
 *
 * <p><b>Source:</b> HAR 1.2, and Chromium's fields {@code _resourceType} and {@code _fromCache}.
 *
 * @param entry as the recording has it
 * @param method in capital letters
 * @param url where it went
 * @param start when; empty if the recording does not tell
 * @param millis how long it took; 0 if the recording does not tell
 * @param status of the response; 0 if there was none
 * @param page the id of the page that made it; empty if the recording does not tell
 */
record Exchange(
    Value entry,
    String method,
    WebAddress url,
    Optional<Instant> start,
    double millis,
    int status,
    String page) {

  /**
   * A header or a field of a form.
   *
   * @param name as it was sent
   * @param value decoded
   */
  record Field(String name, String value) {}

  /** Returns the exchange of an entry whose URL is one of http or https. */
  static Optional<Exchange> of(Value entry) {
    Value request = entry.get("request");
    return WebAddress.of(request.text("url"))
        .map(url ->
            new Exchange(
                entry,
                request.text("method").toUpperCase(Locale.ROOT),
                url,
                instant(entry.text("startedDateTime")),
                Math.max(0, entry.get("time").asNumber().orElse(0.0)),
                entry.get("response").get("status").asNumber().orElse(0.0).intValue(),
                entry.text("pageref")));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException noInstant) {
      return Optional.empty();
    }
  }

  /** Returns when the response was there; empty if the recording does not tell. */
  Optional<Instant> end() {
    return start.map(begin -> begin.plusNanos(Math.round(Math.min(millis, 1e9) * 1e6)));
  }

  /** Returns the request's headers, in order. */
  List<Field> headers() {
    return fields(entry.get("request").get("headers"));
  }

  /** Returns the fields of the request's form, in order; none if it has another body. */
  List<Field> form() {
    return fields(entry.get("request").get("postData").get("params"));
  }

  private static List<Field> fields(Value list) {
    List<Field> fields = new ArrayList<>();
    for (Value item : list.asList()) {
      fields.add(new Field(item.text("name"), item.text("value")));
    }
    return fields;
  }

  /** Returns the first value of a header; empty without it. */
  String header(String name) {
    return headers().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  /** Returns the request's body; empty for none. */
  String body() {
    return entry.get("request").get("postData").text("text");
  }

  /** Returns the media type of the request's body in small letters, without parameters. */
  String bodyType() {
    return mediaType(entry.get("request").get("postData").text("mimeType"));
  }

  /** Returns the media type of the response in small letters, without parameters. */
  String responseType() {
    return mediaType(entry.get("response").get("content").text("mimeType"));
  }

  private static String mediaType(String text) {
    return text.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /** Returns what Chromium says that it is, in small letters; empty if nothing is said. */
  String resourceType() {
    return entry.text("_resourceType").toLowerCase(Locale.ROOT);
  }

  /** Returns which HTTP was spoken, in small letters. */
  String version() {
    String asked = entry.get("request").text("httpVersion");
    return (asked.isEmpty() ? entry.get("response").text("httpVersion") : asked)
        .toLowerCase(Locale.ROOT);
  }

  /** Returns method and URL without query, for a person. */
  String describe() {
    return method + " " + url.origin() + url.path();
  }
}
