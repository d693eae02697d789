package dev.loadstone.engine.http;

import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/** What was read of a response so far, whichever version of HTTP carried it. */
interface Response {
  /**
   * Makes ready for the next response.
   *
   * @param answersHead whether the request's method was HEAD, so that there is no body
   * @param wantHeaders whether to keep all headers
   * @param wantBody whether to keep the body
   * @param stream what takes the body as it comes, if it is a stream; null for nothing
   */
  void reset(
      boolean answersHead, boolean wantHeaders, boolean wantBody, @Nullable EventStream stream);

  /** Returns whether the body is a stream that was handed on as it came. */
  boolean isStream();

  /** Returns whether anything of it was read. */
  boolean hasBegun();

  /** Returns the status code; 0 before it was read. */
  int status();

  /** Returns the kept header lines, name, colon and value, each ended by a line feed. */
  Bytes headers();

  /** Returns the kept body, as transferred. */
  Bytes body();

  /** Returns how many bytes the body has so far, as transferred, without framing. */
  long bodyBytes();

  /** Returns whether the body was too large to be kept whole. */
  boolean isBodyCut();

  /** Returns whether the body has a content coding. */
  boolean isCompressed();

  /** Returns whether what carried it may carry another request. */
  boolean mayReuse();
}
