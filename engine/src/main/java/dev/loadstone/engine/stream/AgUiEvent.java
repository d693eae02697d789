package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The types of AG-UI's events.
 *
 * <p><b>Source:</b> ag-ui 1.0.0, {@code core/src/generated/types.ts}; the THINKING types are of
 * versions before 1.0.
 */
enum AgUiEvent {
  RUN_STARTED,
  RUN_FINISHED,
  RUN_ERROR,
  STEP_STARTED,
  STEP_FINISHED,
  TEXT_MESSAGE_START,
  TEXT_MESSAGE_CONTENT,
  TEXT_MESSAGE_END,
  TEXT_MESSAGE_CHUNK,
  TOOL_CALL_START,
  TOOL_CALL_ARGS,
  TOOL_CALL_END,
  TOOL_CALL_CHUNK,
  TOOL_CALL_RESULT,
  REASONING_START,
  REASONING_MESSAGE_START,
  REASONING_MESSAGE_CONTENT,
  REASONING_MESSAGE_END,
  REASONING_MESSAGE_CHUNK,
  REASONING_END,
  REASONING_ENCRYPTED_VALUE,
  THINKING_START,
  THINKING_TEXT_MESSAGE_START,
  THINKING_TEXT_MESSAGE_CONTENT,
  THINKING_TEXT_MESSAGE_END,
  THINKING_END,
  STATE_SNAPSHOT,
  STATE_DELTA,
  MESSAGES_SNAPSHOT,
  ACTIVITY_SNAPSHOT,
  ACTIVITY_DELTA,
  SUBAGENT_STARTED,
  SUBAGENT_FINISHED,
  SUBAGENT_ERROR,
  RAW,
  CUSTOM;

  private static final AgUiEvent[] ALL = values();
  private static final Words NAMES =
      new Words(Arrays.stream(ALL).map(AgUiEvent::name).toArray(String[]::new));

  /** Returns the type of a name; null if there is none. */
  static @Nullable AgUiEvent of(byte[] text, int from, int to) {
    int number = NAMES.indexOf(text, from, to);
    return number == Words.UNKNOWN ? null : ALL[number];
  }

  /** Returns whether such an event speaks of the run as a whole, not of one agent within it. */
  boolean isOfWholeRun() {
    return switch (this) {
      case RUN_STARTED, RUN_FINISHED, RUN_ERROR, MESSAGES_SNAPSHOT -> true;
      default -> false;
    };
  }

  /** Returns whether it is a piece of a message or call that has no start and end of its own. */
  boolean isChunk() {
    return switch (this) {
      case TEXT_MESSAGE_CHUNK, TOOL_CALL_CHUNK, REASONING_MESSAGE_CHUNK -> true;
      default -> false;
    };
  }

  /**
   * Returns whether a message of chunks that is open stays open over such an event (client, {@code
   * chunks/transform.ts}).
   */
  boolean leavesChunksOpen() {
    return switch (this) {
      case RAW, ACTIVITY_SNAPSHOT, ACTIVITY_DELTA, REASONING_ENCRYPTED_VALUE, SUBAGENT_STARTED ->
          true;
      default -> isChunk();
    };
  }
}
