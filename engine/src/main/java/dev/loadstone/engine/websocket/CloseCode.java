package dev.loadstone.engine.websocket;

/** Why a WebSocket was closed. Source: RFC 6455, section 7.4. */
final class CloseCode {
  static final int GOING_AWAY = 1001;
  static final int PROTOCOL_ERROR = 1002;

  /** A close frame without a code; never sent. */
  static final int NONE = 1005;

  /** No close frame at all; never sent. */
  static final int ABNORMAL = 1006;

  static final int NOT_UTF_8 = 1007;
  static final int TOO_BIG = 1009;

  private CloseCode() {}

  /** Returns what happened when a server closed, for a person. */
  static String closed(int code, String reason) {
    String why = reason.isEmpty() ? "" : " (" + reason + ")";
    String with = code == NONE ? "without a code" : "with code " + code + why;
    return "the target closed the WebSocket " + with;
  }

  /** Returns whether a close frame may have the code. */
  static boolean maySend(int code) {
    return code >= 3000
        ? code <= 4999
        : code >= 1000 && code <= 1014 && code != 1004 && code != NONE && code != ABNORMAL;
  }
}
