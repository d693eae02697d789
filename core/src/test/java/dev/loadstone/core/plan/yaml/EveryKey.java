package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans with one mapping of a given shape in its place. */
final class EveryKey {
  private EveryKey() {}

  /** Returns the text of a plan that has these keys where a mapping of the shape belongs. */
  static String planWith(Shape shape, Map<String, Object> keys) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("name", "x");
    plan.put("target", "http://127.0.0.1");
    plan.put("load", Map.of("profile", "baseline"));
    plan.put("steps", List.of(Map.of("http", "/x")));
    switch (shape.title()) {
      case "plan" -> {
        return JsonText.of(keys);
      }
      case "target" -> plan.put("target", Map.of("x", keys));
      case "start" -> plan.put("target", Map.of("url", "http://127.0.0.1", "start", keys));
      case "load" -> plan.put("load", keys);
      case "phase" -> plan.put("load", Map.of("phases", List.of(keys)));
      case "feeder" -> plan.put("feeders", Map.of("x", keys));
      case "credential" -> plan.put("credentials", Map.of("x", keys));
      case "prices" -> plan.put("prices", keys);
      case "price" -> plan.put("prices", Map.of("currency", "USD", "models", Map.of("x", keys)));
      case "http" -> plan.put("http", keys);
      case "gauge-probe" -> plan.put("probes", List.of(keys));
      case "profile" -> plan.put("profiles", List.of(keys));
      case "gauge-dial" ->
          plan.put("probes", List.of(Map.of("gauge", "x", "dials", List.of(keys))));
      case "echo-settings" -> plan.put("echo", keys);
      case "tls" -> plan.put("http", Map.of("tls", keys));
      case "benchmark" -> plan.put("benchmarks", Map.of("x", keys));
      case "benchmark-targets" ->
          plan.put(
              "benchmarks",
              Map.of("x", Map.of("steps", List.of(Map.of("http", "/x")), "targets", keys)));
      case "scenario" -> {
        plan.remove("steps");
        plan.put("scenarios", Map.of("x", keys));
      }
      default -> plan.put("steps", List.of(step(shape.title(), keys)));
    }
    return JsonText.of(plan);
  }

  private static Object step(String title, Map<String, Object> keys) {
    return switch (title) {
      case "timeout" -> Map.of("http", "/x", "timeout", keys);
      case "slo" -> Map.of("http", "/x", "slo", keys);
      case "extraction" -> Map.of("http", "/x", "extract", Map.of("x", keys));
      case "read" -> Map.of("agui", "/x", "read", keys);
      case "event-time" -> Map.of("agui", "/x", "timestamp", keys);
      case "cancel-after" -> Map.of("agui", "/x", "cancelAfter", keys);
      case "a2a-message" -> Map.of("a2a", "/x", "message", keys);
      case "task-cancel" ->
          Map.of("a2a", "/x", "message", Map.of("text", "x"), "cancelAfter", keys);
      case "reply", "receive", "timestamp" -> Map.of("websocket", "/x", "text", "x", title, keys);
      case "rpc-element" -> Map.of("jsonrpc", "/x", "batch", List.of(keys));
      case "evm-transaction" -> Map.of("evm", "/x", "transaction", keys);
      case "evm-accounts" -> Map.of("evm", "/x", "transaction", Map.of("accounts", keys));
      case "evm-blocks" -> Map.of("evm", "/x", "blocks", keys);
      case "echo-wall" -> Map.of("echo", "x", "walls", List.of(keys));
      case "repeat" -> Map.of("repeat", keys);
      case "if" -> Map.of("if", keys);
      case "group" -> Map.of("group", keys);
      default -> keys;
    };
  }
}
