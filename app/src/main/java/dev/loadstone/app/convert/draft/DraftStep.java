package dev.loadstone.app.convert.draft;

import dev.loadstone.app.convert.source.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step of a plan that is being made. Texts are as plans have them, with expressions in them.
 *
 * @param kind the key that tells what it is: {@code http}, {@code sse}, {@code ndjson} or {@code
 *     pause}
 * @param line what stands behind that key: method and path, or a time
 * @param base the URL before the path; empty for a pause
 * @param name the step tag, if not the usual one
 * @param headers in order, each with a text or a list of texts
 * @param body the key of the body with what stands behind it; empty for none
 * @param more further keys with their values, in order
 * @param comments lines before the step
 */
public record DraftStep(
    String kind,
    String line,
    String base,
    Optional<String> name,
    Map<String, Value> headers,
    Map<String, Value> body,
    Map<String, Value> more,
    List<String> comments) {

  /** Returns a request without headers and body. */
  public static DraftStep request(String kind, String line, String base) {
    return new DraftStep(
        kind, line, base, Optional.empty(), Map.of(), Map.of(), Map.of(), List.of());
  }

  /** Returns a pause. */
  public static DraftStep pause(String time) {
    return request("pause", time, "");
  }

  /** Returns whether nothing is sent. */
  public boolean isPause() {
    return kind.equals("pause");
  }

  /** Returns this step under a name. */
  public DraftStep named(String tag) {
    return new DraftStep(kind, line, base, Optional.of(tag), headers, body, more, comments);
  }

  /** Returns this step with another URL before its path. */
  public DraftStep at(String url) {
    return new DraftStep(kind, line, url, name, headers, body, more, comments);
  }

  /** Returns this step with other headers. */
  public DraftStep withHeaders(Map<String, Value> fields) {
    return new DraftStep(kind, line, base, name, fields, body, more, comments);
  }

  /** Returns this step with a body. */
  public DraftStep withBody(String key, Value value) {
    return new DraftStep(kind, line, base, name, headers, Map.of(key, value), more, comments);
  }

  /** Returns this step with one more key. */
  public DraftStep with(String key, Value value) {
    Map<String, Value> keys = new LinkedHashMap<>(more);
    keys.put(key, value);
    return new DraftStep(kind, line, base, name, headers, body, keys, comments);
  }

  /** Returns this step with one check. */
  public DraftStep checking(String check) {
    return with("check", Value.Listing.of(List.of(Value.ofText(check))));
  }

  /** Returns this step with one more line of comment. */
  public DraftStep commented(String comment) {
    List<String> lines = new ArrayList<>(comments);
    lines.add(comment);
    return new DraftStep(kind, line, base, name, headers, body, more, lines);
  }
}
