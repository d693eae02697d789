package dev.loadstone.engine.jsonrpc;

import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One response object, its parts found. Not thread-safe.
 *
 * <p><b>Source:</b> JSON-RPC 2.0 Specification, sections 5 and 5.1.
 */
final class RpcReply {
  private static final long ID_MAX = Long.MAX_VALUE / 10 - 1;

  private final JsonScanner scanner;
  private final Bytes message = new Bytes();
  private boolean version;
  private boolean result;
  private boolean error;
  private boolean hasCode;
  private boolean hasMessage;
  private boolean idSeen;
  private boolean idNull;
  private boolean idNumber;
  private long id;
  private long code;
  private int resultFrom;
  private int resultTo;

  RpcReply(JsonScanner scanner) {
    this.scanner = scanner;
  }

  /**
   * Reads a value of JSON.
   *
   * @return what is wrong with it as a response object; null if nothing
   */
  @Nullable String read(byte[] source, int from, int to) {
    version = false;
    result = false;
    error = false;
    hasCode = false;
    hasMessage = false;
    idSeen = false;
    idNull = false;
    idNumber = false;
    message.clear();
    if (source[from] != '{' || !scanner.parts(source, from, to, this::member)) {
      return "a reply is not a JSON object";
    }
    if (!version) {
      return "a reply lacks \"jsonrpc\":\"2.0\"";
    }
    if (result == error) {
      return result ? "a reply has a result and an error" : "a reply has no result and no error";
    }
    if (error && !(hasCode && hasMessage)) {
      return "an error lacks a whole number as its code or a text as its message";
    }
    if (!idSeen) {
      return "a reply has no id";
    }
    return idNull || idNumber ? null : "a reply has an id that was not asked";
  }

  private void member(byte[] source, int name, int nameTo, int from, int to, boolean string) {
    if (is(source, name, nameTo, "jsonrpc")) {
      version = string && is(source, from, to, "2.0");
    } else if (is(source, name, nameTo, "id")) {
      idSeen = true;
      idNull = !string && is(source, from, to, "null");
      idNumber = !string && isWholeNumber(source, from, to);
      id = idNumber ? number(source, from, to) : 0;
    } else if (is(source, name, nameTo, "result")) {
      result = true;
      resultFrom = string ? from - 1 : from;
      resultTo = string ? to + 1 : to;
    } else if (is(source, name, nameTo, "error")) {
      error = true;
      scanner.parts(source, from, to, this::errorMember);
    }
  }

  private void errorMember(byte[] source, int name, int nameTo, int from, int to, boolean string) {
    if (is(source, name, nameTo, "code")) {
      hasCode = !string && isWholeNumber(source, from, to);
      code = hasCode ? number(source, from, to) : 0;
    } else if (is(source, name, nameTo, "message")) {
      hasMessage = string;
      message.clear();
      JsonScanner.unescape(source, from, to, message);
    }
  }

  private static boolean is(byte[] source, int from, int to, String text) {
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (source[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWholeNumber(byte[] source, int from, int to) {
    int digits = source[from] == '-' ? from + 1 : from;
    for (int i = digits; i < to; i++) {
      if (source[i] < '0' || source[i] > '9') {
        return false;
      }
    }
    return to > digits && to - digits <= 19;
  }

  private static long number(byte[] source, int from, int to) {
    long number = 0;
    boolean negative = source[from] == '-';
    for (int i = negative ? from + 1 : from; i < to; i++) {
      number = number > ID_MAX ? Long.MAX_VALUE : number * 10 + source[i] - '0';
    }
    return negative ? -number : number;
  }

  /** Returns whether it has an id; it has none, null, if the server could not read one. */
  boolean hasId() {
    return idNumber;
  }

  long id() {
    return id;
  }

  boolean isError() {
    return error;
  }

  long code() {
    return code;
  }

  String message() {
    return new String(message.array(), 0, message.length(), StandardCharsets.UTF_8);
  }

  int resultFrom() {
    return resultFrom;
  }

  int resultTo() {
    return resultTo;
  }
}
