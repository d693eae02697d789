package dev.loadstone.testbed.server;

import dev.loadstone.testbed.ledger.Ending;
import dev.loadstone.testbed.platform.Answer;
import dev.loadstone.testbed.truth.RateLimit;
import dev.loadstone.testbed.truth.Storm;

/** Answers to requests that are not served. */
final class Refusals {
  private Refusals() {}

  /**
   * An answer without service.
   *
   * @param answer with an error status
   * @param ending how the ledger counts it; {@link Ending#OK} stands for its status
   */
  record Refusal(Answer answer, Ending ending) {}

  static Refusal notFound(String path) {
    return byStatus(404, "not_found", "nothing is served under " + path);
  }

  static Refusal unimplemented(String path) {
    return byStatus(501, "unimplemented", "no method is called " + path);
  }

  static Refusal unknownCoding() {
    return byStatus(501, "unimplemented", "must be compressed by gzip or not at all");
  }

  static Refusal noCall() {
    return byStatus(415, "unsupported_media_type", "must be application/grpc");
  }

  static Refusal wrongMethod(String allow) {
    Answer answer =
        Answer.error(405, "method_not_allowed", "use one of: " + allow).with("Allow", allow);
    return new Refusal(answer, Ending.OK);
  }

  static Refusal malformed() {
    return byStatus(400, "bad_request", "the request is not valid HTTP");
  }

  static Refusal uriTooLong() {
    return byStatus(414, "uri_too_long", "the request line is too long");
  }

  static Refusal headersTooLarge() {
    return byStatus(431, "headers_too_large", "the headers are too large");
  }

  static Refusal bodyTooLarge(long max) {
    return byStatus(413, "content_too_large", "the body must have at most " + max + " bytes");
  }

  static Refusal queueFull() {
    return new Refusal(
        Answer.error(503, "queue_full", "all workers are busy and the queue is full"),
        Ending.QUEUE_FULL);
  }

  static Refusal rateLimited(RateLimit limit) {
    return tooMany(limit.retryAfterSeconds(), Ending.RATE_LIMITED);
  }

  static Refusal storm(Storm storm) {
    return tooMany(storm.retryAfterSeconds(), Ending.STORM);
  }

  private static Refusal tooMany(String retryAfter, Ending ending) {
    Answer answer =
        Answer.error(429, "rate_limited", "too many requests").with("Retry-After", retryAfter);
    return new Refusal(answer, ending);
  }

  static Refusal starting() {
    return new Refusal(
        Answer.error(503, "starting", "the route is not available yet"), Ending.STARTING);
  }

  private static Refusal byStatus(int status, String code, String message) {
    return new Refusal(Answer.error(status, code, message), Ending.OK);
  }
}
