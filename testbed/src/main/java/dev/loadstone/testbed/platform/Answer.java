package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an endpoint answers.
 *
 * @param status of HTTP
 * @param contentType with its charset, where it has one
 * @param body whole
 * @param headers further ones: name, value, name, value …
 * @param delivery how the body is sent
 * @param stream what is sent frame by frame instead of the body
 * @param failing the body, if it is to tell an error although the status is good
 * @param later when it is sent
 * @param trailers sent after the body, where HTTP has them: name, value, name, value …
 */
public record Answer(
    int status,
    CharSequence contentType,
    Buffer body,
    List<String> headers,
    Delivery delivery,
    Optional<StreamScript> stream,
    Optional<Buffer> failing,
    Later later,
    List<String> trailers) {
  /** Creates an answer with a body. */
  Answer(
      int status, CharSequence contentType, Buffer body, List<String> headers, Delivery delivery) {
    this(
        status,
        contentType,
        body,
        headers,
        delivery,
        Optional.empty(),
        Optional.empty(),
        Later.NOW,
        List.of());
  }

  /** How a body is sent. */
  public enum Delivery {
    /** With its length. */
    WHOLE,
    /** With its length, compressed if it is large and the client takes it. */
    COMPRESSIBLE,
    /** In chunks. */
    CHUNKED
  }

  /** Up to here a body fits into one packet, compressed or not. */
  private static final int COMPRESSED_FROM = 1_025;

  private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
  private static final CharSequence METRICS =
      HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");

  /** Returns an answer of JSON. */
  public static Answer json(int status, String json) {
    return new Answer(
        status,
        JSON,
        Buffer.buffer(json.getBytes(StandardCharsets.UTF_8)),
        List.of(),
        Delivery.COMPRESSIBLE);
  }

  /** Returns an answer of server-sent events. */
  static Answer stream(StreamScript script) {
    return stream(EVENT_STREAM, script);
  }

  /** Returns an answer that streams something else. */
  static Answer stream(CharSequence contentType, StreamScript script) {
    return new Answer(
        200,
        contentType,
        Buffer.buffer(),
        List.of("Cache-Control", "no-cache"),
        Delivery.CHUNKED,
        Optional.of(script),
        Optional.empty(),
        Later.NOW,
        List.of());
  }

  /** Returns an answer of JSON that is sent when its only frame is due. */
  static Answer later(StreamScript script) {
    return stream(JSON, script);
  }

  /** Returns an answer of text. */
  public static Answer text(int status, String text) {
    return new Answer(
        status,
        TEXT,
        Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)),
        List.of(),
        Delivery.WHOLE);
  }

  /** Returns an answer of metrics in Prometheus' text format 0.0.4. */
  public static Answer metrics(String text) {
    return new Answer(
        200,
        METRICS,
        Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)),
        List.of(),
        Delivery.COMPRESSIBLE);
  }

  /**
   * Returns an answer that tells of an error.
   *
   * @param code a word for programs, for example {@code bad_request}
   * @param message a sentence for people
   */
  public static Answer error(int status, String code, String message) {
    JsonText json = new JsonText();
    json.open().name("error").open().field("code", code).field("message", message).close().close();
    return json(status, json.toString());
  }

  /** Returns the same, of a task, sent so long after the service. */
  Answer later(long nanos, boolean fated) {
    return new Answer(
        status,
        contentType,
        body,
        headers,
        delivery,
        stream,
        failing,
        new Later(nanos, fated),
        trailers);
  }

  /** Returns the same with one header more. */
  public Answer with(String name, String value) {
    ArrayList<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Answer(
        status, contentType, body, List.copyOf(more), delivery, stream, failing, later, trailers);
  }

  /** Returns the same with trailers. */
  Answer withTrailers(List<String> fields) {
    return new Answer(
        status, contentType, body, headers, delivery, stream, failing, later, List.copyOf(fields));
  }

  /** Returns the same, able to tell an error in its body although the status is good. */
  Answer failing(String json) {
    Buffer error = Buffer.buffer(json.getBytes(StandardCharsets.UTF_8));
    return new Answer(
        status, contentType, body, headers, delivery, stream, Optional.of(error), later, trailers);
  }

  /** Returns the same with the error, which it is able to tell, for its body. */
  public Answer failed() {
    return new Answer(
        status,
        contentType,
        failing.orElse(body),
        headers,
        delivery,
        stream,
        Optional.empty(),
        later,
        trailers);
  }

  /** Returns whether it is to be compressed for a client that takes it. */
  public boolean isCompressible() {
    return delivery == Delivery.COMPRESSIBLE && body.length() >= COMPRESSED_FROM;
  }

  /**
   * What becomes of it when its time has come.
   *
   * @param nanos how long after the service it is sent
   * @param fated whether it begins a task that has the fate of its call
   */
  public record Later(long nanos, boolean fated) {
    /** At once, and without a task. */
    static final Later NOW = new Later(0, false);
  }
}
