package dev.loadstone.engine.stream;

/**
 * The order of AG-UI's THINKING events, of versions before 1.0: text inside of thinking, one at a
 * time. Not thread-safe.
 *
 * <p><b>Source:</b> ag-ui 0.0.39, {@code client/src/verify/verify.ts}; 1.0.0 makes reasoning of
 * them, which must be over when the run is ({@code middleware/backward-compatibility-0-0-45.ts}).
 */
final class AgUiThinking {
  private boolean open;
  private boolean text;

  void clear() {
    open = false;
    text = false;
  }

  boolean isOpen() {
    return open;
  }

  /** Takes an event; returns what is wrong with it, empty if nothing or if it is no such event. */
  String take(AgUiEvent type) {
    return switch (type) {
      case THINKING_START -> open ? "THINKING_START twice" : set(true, false);
      case THINKING_END ->
          !open
              ? "THINKING_END outside of thinking"
              : text ? "THINKING_END while a message of thinking is open" : set(false, false);
      case THINKING_TEXT_MESSAGE_START ->
          outside(type, text ? type + " twice" : "", set(open, open));
      case THINKING_TEXT_MESSAGE_CONTENT ->
          outside(type, text ? "" : type + " without its start", "");
      case THINKING_TEXT_MESSAGE_END ->
          outside(type, text ? "" : type + " without its start", set(open, false));
      default -> "";
    };
  }

  private String outside(AgUiEvent type, String wrong, String nothing) {
    return open ? wrong + nothing : type + " outside of thinking";
  }

  private String set(boolean isOpen, boolean hasText) {
    open = isOpen;
    text = hasText;
    return "";
  }
}
