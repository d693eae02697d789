package dev.loadstone.testbed.chain;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests of JSON-RPC 2.0 out of a chain.
 *
 * <p><b>Source:</b> JSON-RPC 2.0 Specification (2013-01-04).
 */
public final class RpcNode {
  private static final int PARSE_ERROR = -32_700;
  private static final int INVALID_REQUEST = -32_600;
  private static final int INVALID_PARAMS = -32_602;
  private static final int SERVER_ERROR = -32_000;

  private final Chain chain;
  private final EthMethods methods;

  private RpcNode(Chain chain) {
    this.chain = chain;
    this.methods = new EthMethods(chain);
  }

  /**
   * Answers a request.
   *
   * @return JSON; empty if there were only notifications
   */
  public static String answer(Chain chain, Buffer body) {
    return new RpcNode(chain).answer(body);
  }

  /** Returns a block as subscribers are told of it. */
  public static JsonObject head(Chain chain, long number) {
    return new EthMethods(chain).head(number);
  }

  private String answer(Buffer body) {
    Object request;
    try {
      request = Json.decodeValue(body);
    } catch (DecodeException broken) {
      return error(null, PARSE_ERROR, "parse error").encode();
    }
    if (request instanceof JsonArray batch && !batch.isEmpty()) {
      JsonArray replies = new JsonArray();
      for (int i = 0; i < batch.size(); i++) {
        add(batch.getValue(i), replies);
      }
      return replies.isEmpty() ? "" : replies.encode();
    }
    JsonArray replies = new JsonArray();
    add(request, replies);
    return switch (replies.size()) {
      case 0 -> "";
      case 1 -> replies.getJsonObject(0).encode();
      default -> replies.encode();
    };
  }

  /** Adds the reply to one element, unless there is to be none. */
  private void add(Object element, JsonArray replies) {
    if (!(element instanceof JsonObject call)
        || !"2.0".equals(call.getValue("jsonrpc"))
        || !(call.getValue("method") instanceof String method)) {
      replies.add(error(null, INVALID_REQUEST, "invalid request"));
      return;
    }
    Object id = call.getValue("id");
    chain.called(method, !call.containsKey("id"));
    JsonObject reply = reply(id, method, call.getValue("params"));
    if (!call.containsKey("id") || method.equals("test_silent")) {
      return;
    }
    if (method.equals("test_wrongId")) {
      reply.put("id", "wrong-" + id);
    }
    replies.add(reply);
    if (method.equals("test_twice")) {
      replies.add(reply);
    }
  }

  private JsonObject reply(@Nullable Object id, String method, @Nullable Object params) {
    JsonArray list = params instanceof JsonArray array ? array : new JsonArray();
    try {
      Optional<Object> result = tested(method, params).or(() -> methods.call(method, list));
      return result
          .map(value -> reply(id).put("result", value.equals(EthMethods.NOTHING) ? null : value))
          .orElseGet(() ->
              error(id, -32_601, "the method " + method + " does not exist/is not available"));
    } catch (RpcException failed) {
      return error(id, failed.code(), failed.why());
    } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException wrong) {
      return error(id, INVALID_PARAMS, "invalid params: " + wrong.getMessage());
    }
  }

  /** Returns what methods that only a testbed has give. */
  private static Optional<Object> tested(String method, @Nullable Object params) {
    return switch (method) {
      case "test_echo" -> Optional.of(params == null ? EthMethods.NOTHING : params);
      case "test_fail" -> throw new RpcException(SERVER_ERROR, "wanted by test_fail");
      case "test_silent", "test_wrongId", "test_twice" -> Optional.of(true);
      default -> Optional.empty();
    };
  }

  private static JsonObject reply(@Nullable Object id) {
    return new JsonObject().put("jsonrpc", "2.0").put("id", id);
  }

  private static JsonObject error(@Nullable Object id, int code, String message) {
    JsonObject error = new JsonObject().put("code", code).put("message", message);
    return reply(id).put("error", error);
  }
}
