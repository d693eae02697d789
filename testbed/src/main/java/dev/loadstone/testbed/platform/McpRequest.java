package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A message of JSON-RPC 2.0 that a client of MCP sent.
 *
 * @param id a number or a text; null for a notification
 * @param method what is asked
 * @param params empty if there are none
 */
record McpRequest(@Nullable Object id, String method, JsonObject params) {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;

  /** What was sent is no such message. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String why;

    Invalid(int code, String message) {
      super(message);
      this.code = code;
      why = message;
    }

    int code() {
      return code;
    }

    String why() {
      return why;
    }
  }

  /**
   * Reads a message.
   *
   * @throws Invalid if it is none
   */
  static McpRequest read(Buffer body) throws Invalid {
    try {
      JsonObject json = new JsonObject(body);
      Object id = json.getValue("id");
      boolean valid =
          "2.0".equals(json.getValue("jsonrpc"))
              && json.getValue("method") instanceof String
              && (id == null || id instanceof Number || id instanceof String);
      if (!valid) {
        throw new Invalid(INVALID_REQUEST, "the body is no request of JSON-RPC 2.0");
      }
      return new McpRequest(
          id, json.getString("method"), json.getJsonObject("params", new JsonObject()));
    } catch (DecodeException | ClassCastException broken) {
      throw new Invalid(PARSE_ERROR, "the body is no JSON object");
    }
  }

  boolean isNotification() {
    return id == null;
  }

  /** Returns the name of the tool or prompt, or the URI of the resource; empty if it has none. */
  String name() {
    return params.getString("name", params.getString("uri", ""));
  }

  /** Returns what the request says about itself. */
  JsonObject meta() {
    return params.getJsonObject("_meta", new JsonObject());
  }

  boolean wantsProgress() {
    return meta().containsKey("progressToken");
  }

  /** Returns how a header must spell a name. */
  static String headerValue(String name) {
    boolean plain = name.chars().allMatch(c -> c > ' ' && c < 0x7F);
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return plain ? name : "=?base64?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  String result(JsonObject result) {
    return message(id).put("result", result).encode();
  }

  String error(int code, String why) {
    return message(id).put("error", errorOf(code, why)).encode();
  }

  /** Returns an error of a request whose id is not known. */
  static String unknown(int code, String why) {
    return message(null).put("error", errorOf(code, why)).encode();
  }

  String progress(int note) {
    JsonObject params =
        new JsonObject()
            .put("progressToken", meta().getValue("progressToken"))
            .put("progress", note);
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("method", "notifications/progress")
        .put("params", params)
        .encode();
  }

  private static JsonObject message(@Nullable Object id) {
    return new JsonObject().put("jsonrpc", "2.0").put("id", id);
  }

  private static JsonObject errorOf(int code, String why) {
    return new JsonObject().put("code", code).put("message", why);
  }
}
