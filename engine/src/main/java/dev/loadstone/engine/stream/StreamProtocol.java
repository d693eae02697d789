package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.Framing;
import java.util.function.Supplier;

/**
 * How streams of a protocol are taken apart, and what their frames mean.
 *
 * @param mediaType what the media type of such a stream contains
 * @param readers makes what takes streams apart, one for each that is read at the same time
 * @param interpreters makes what knows the meaning of frames, one for each such stream
 */
public record StreamProtocol(
    String mediaType, Supplier<FrameReader> readers, Supplier<Interpreter> interpreters) {
  /** Returns what a plan's settings name. */
  static StreamProtocol of(StreamReading reading) {
    return of(
        reading.framing(),
        () -> reading.framing() == Framing.DOCUMENT ? ofReply(reading) : ofStream(reading));
  }

  /** Returns what a framing has, with frames of another meaning. */
  public static StreamProtocol of(Framing framing, Supplier<Interpreter> interpreters) {
    return new StreamProtocol(framing.mediaType(), () -> reader(framing), interpreters);
  }

  private static FrameReader reader(Framing framing) {
    return switch (framing) {
      case SSE -> new SseReader();
      case NDJSON -> new NdjsonReader();
      case PROTOBUF -> new LengthPrefixReader(0);
      case DOCUMENT -> new DocumentReader();
    };
  }

  private static Interpreter ofReply(StreamReading reading) {
    return switch (reading.protocol()) {
      case OPENAI_CHAT -> new ChatReply();
      case OPENAI_RESPONSES -> new ResponsesReply();
      case ANTHROPIC -> new MessagesReply();
      case PLAIN, AG_UI, MCP -> throw new IllegalStateException("has no whole replies");
    };
  }

  private static Interpreter ofStream(StreamReading reading) {
    return switch (reading.protocol()) {
      case PLAIN -> new PlainInterpreter(reading);
      case AG_UI -> new AgUiInterpreter(reading);
      case OPENAI_CHAT -> new OpenAiChatInterpreter();
      case OPENAI_RESPONSES -> new OpenAiResponsesInterpreter();
      case ANTHROPIC -> new AnthropicInterpreter();
      case MCP -> new McpInterpreter();
    };
  }
}
