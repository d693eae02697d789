package dev.loadstone.engine.websocket;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Step;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The opening handshake's key and what a server must say to it. Source: RFC 6455, section 4. */
final class Handshake {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private Handshake() {}

  /** Returns a new key, which nobody can foresee. */
  static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    ThreadLocalRandom.current().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Appends the header with a key. */
  static void writeKey(String key, Bytes out) {
    out.append("Sec-WebSocket-Key: ").append(key).append("\r\n");
  }

  /**
   * Returns the opening handshake without its key.
   *
   * @param like whose name, target, path, headers and timeouts it has
   * @param subprotocols that are offered
   */
  static Step.Http request(Step.Http like, List<String> subprotocols) {
    List<Body.Field> headers = new ArrayList<>(like.headers());
    headers.add(field("Connection", "Upgrade"));
    headers.add(field("Upgrade", "websocket"));
    headers.add(field("Sec-WebSocket-Version", "13"));
    if (!subprotocols.isEmpty()) {
      headers.add(field("Sec-WebSocket-Protocol", String.join(", ", subprotocols)));
    }
    return new Step.Http(
        like.name(),
        like.on(),
        "GET",
        like.url(),
        headers,
        new Body.None(),
        like.timeouts(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        like.continueOnFailure());
  }

  private static Body.Field field(String name, String value) {
    return new Body.Field(name, Template.literal(value));
  }

  /** Returns what is wrong with a response that does not switch. */
  static String notSwitched(Exchange answered) {
    return "the target answered with " + answered.message() + ", not with 101";
  }

  /** Returns what the server must say to a key. */
  static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-1", impossible);
    }
  }

  /**
   * Returns what is wrong with the headers of a response by which a server switches to WebSocket.
   *
   * @param headers name, colon and value, each ended by a line feed
   * @param key that was sent
   * @param offered the subprotocols that were offered
   * @return null if nothing is
   */
  static @Nullable String wrong(Bytes headers, String key, List<String> offered) {
    List<String> lines = Arrays.asList(headers.text().split("\n", -1));
    String accepted = value(lines, "sec-websocket-accept");
    if (!"websocket".equalsIgnoreCase(value(lines, "upgrade"))) {
      return "the server switched to " + value(lines, "upgrade") + ", not to websocket";
    }
    if (accepted == null || !accepted.equals(accept(key))) {
      return "the server's Sec-WebSocket-Accept is not that of the key that was sent";
    }
    if (value(lines, "sec-websocket-extensions") != null) {
      return "the server chose an extension, though none was offered";
    }
    String chosen = value(lines, "sec-websocket-protocol");
    if (chosen == null && !offered.isEmpty()) {
      return "the server chose none of the subprotocols " + String.join(", ", offered);
    }
    if (chosen != null && !offered.contains(chosen)) {
      return "the server chose the subprotocol " + chosen + ", which was not offered";
    }
    return null;
  }

  private static @Nullable String value(List<String> lines, String name) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }
}
