package dev.loadstone.engine.stream;

/** What a piece of a model's answer is for. A piece that is empty is no token. */
public enum Token {
  /** What the model thinks before it answers. */
  REASONING,
  /** What is shown. */
  OUTPUT,
  /** Arguments of a tool call. */
  TOOL_CALL
}
