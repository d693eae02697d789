package dev.loadstone.engine.websocket;

/** Whether bytes are UTF-8. Source: RFC 3629, section 4. */
final class Utf8 {
  private Utf8() {}

  /** Returns whether bytes from {@code from} (included) to {@code to} (excluded) are UTF-8. */
  static boolean isValid(byte[] data, int from, int to) {
    int at = from;
    while (at < to) {
      if (data[at] >= 0) {
        at++;
        continue;
      }
      int length = length(data, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** Returns the length of the character that begins at a place; 0 if none does. */
  private static int length(byte[] data, int at, int to) {
    int first = data[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > to) {
      return 0;
    }
    int second = data[at + 1] & 0xFF;
    int min = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int max = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < min || second > max) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((data[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
