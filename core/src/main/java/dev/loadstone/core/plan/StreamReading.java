package dev.loadstone.core.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * How the response to an HTTP step is read as a stream of frames, or as one frame that is all of
 * it.
 *
 * @param protocol what the frames mean
 * @param framing how they are told apart
 * @param token where the text of a token stands in a frame of {@link Protocol#PLAIN}; empty if
 *     every frame but the last is a token
 * @param end what the last frame of {@link Protocol#PLAIN} is: its data or its type; empty if the
 *     end of the response is the end of the stream
 * @param strict whether rules are checked that the protocol's own client does not check
 * @param stall a gap between frames beyond which it is counted as a stall
 * @param cancelAfter when the generator hangs up before the stream's end; empty for never
 * @param buffered whether it is accepted that all tokens come at once
 * @param tokens how tokens are counted where the target does not say
 * @param price what they cost; empty if the plan does not say
 * @param pace how slowly the generator reads on purpose; empty if as fast as it can
 * @param mapping what the events of {@link Protocol#AG_UI} are whose names are the server's own;
 *     empty if they are AG-UI's
 * @param eventTime where frames say when they were made; empty if the plan does not say
 */
public record StreamReading(
    Protocol protocol,
    Framing framing,
    Optional<JsonPath> token,
    Optional<String> end,
    boolean strict,
    Duration stall,
    Optional<CancelAfter> cancelAfter,
    boolean buffered,
    TokenCount tokens,
    Optional<Price> price,
    Optional<Pace> pace,
    Optional<EventMapping> mapping,
    Optional<EventTime> eventTime) {
  /**
   * Creates one for a server with the names of its protocol, whose tokens are counted by chunk and
   * cost nothing, read as fast as can be.
   */
  public StreamReading(
      Protocol protocol,
      Framing framing,
      Optional<JsonPath> token,
      Optional<String> end,
      boolean strict,
      Duration stall,
      Optional<CancelAfter> cancelAfter,
      boolean buffered) {
    this(
        protocol,
        framing,
        token,
        end,
        strict,
        stall,
        cancelAfter,
        buffered,
        TokenCount.CHUNKS,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What frames mean. */
  public enum Protocol {
    /** Whatever the plan says. */
    PLAIN,
    /** AG-UI 1.0. */
    AG_UI,
    /** Chunks of OpenAI's Chat Completions. */
    OPENAI_CHAT,
    /** Events of OpenAI's Responses. */
    OPENAI_RESPONSES,
    /** Events of Anthropic's Messages. */
    ANTHROPIC,
    /** Messages of MCP; the response may also be one of them as a whole. */
    MCP
  }

  /** How frames are told apart. */
  public enum Framing {
    /** Server-sent events (WHATWG HTML, section 9.2). */
    SSE("text/event-stream"),
    /** One JSON value on each line. */
    NDJSON("application/x-ndjson"),
    /** Messages of protobuf, each behind its length in four bytes, as AG-UI has them. */
    PROTOBUF("application/vnd.ag-ui.event+proto"),
    /** No stream: the response is one JSON document. */
    DOCUMENT("application/json");

    private final String mediaType;

    Framing(String mediaType) {
      this.mediaType = mediaType;
    }

    /** Returns the media type of a response of this kind. */
    public String mediaType() {
      return mediaType;
    }
  }

  /**
   * When the generator hangs up before a stream's end, which then counts as its end.
   *
   * @param events after so many frames; 0 for no such limit
   * @param time so long after the actual start; empty for no such limit
   */
  public record CancelAfter(long events, Optional<Duration> time) {}

  /**
   * How slowly a stream is read. After each read nothing is read for a while, so that what comes is
   * held by the kernel, and when its buffer is full by the target.
   *
   * @param bytesPerSecond on average; 0 if the pause is given
   * @param pause after each read; empty if the rate is given
   */
  public record Pace(long bytesPerSecond, Optional<Duration> pause) {}
}
