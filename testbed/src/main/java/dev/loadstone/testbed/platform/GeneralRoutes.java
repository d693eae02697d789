package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.Answer.Delivery;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Small routes that show what a client makes of redirects, cookies, sizes and chunks. */
final class GeneralRoutes {
  /** The largest body that can be asked for. */
  private static final int BYTES_MAX = 10_000_000;

  private static final int REDIRECTS_MAX = 100;
  private static final int PLAIN_BYTES = 128;
  private static final CharSequence BINARY =
      HttpHeaders.createOptimized("application/octet-stream");

  /**
   * <b>Source:</b> RFC 6265, section 4.1.1: a cookie's name is a token, its value has neither
   * blanks nor these separators.
   */
  private static final Pattern COOKIE_NAME = Pattern.compile("[A-Za-z0-9!#$&'*+.^_`|~-]+");

  private static final Pattern COOKIE_VALUE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]*");
  private static final Answer PLAIN =
      Answer.text(200, "plain text ".repeat(PLAIN_BYTES).substring(0, PLAIN_BYTES - 1) + "\n");

  private GeneralRoutes() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.PLAIN, call -> PLAIN,
        Routes.ECHO, GeneralRoutes::echo,
        Routes.REDIRECT, GeneralRoutes::redirect,
        Routes.COOKIES_SET, GeneralRoutes::setCookie,
        Routes.COOKIES, GeneralRoutes::cookies,
        Routes.BYTES, call -> bytes(call, Delivery.COMPRESSIBLE),
        Routes.CHUNKED, call -> bytes(call, Delivery.CHUNKED));
  }

  private static Answer echo(Call call) {
    String type = call.header("Content-Type");
    return new Answer(200, type == null ? BINARY : type, call.body(), List.of(), Delivery.WHOLE);
  }

  private static Answer redirect(Call call) {
    OptionalInt left = number(call, REDIRECTS_MAX);
    if (left.isEmpty()) {
      return notANumber(REDIRECTS_MAX);
    }
    String target = left.getAsInt() <= 1 ? "/plain" : "/redirect/" + (left.getAsInt() - 1);
    return Answer.text(302, "See " + target + "\n").with("Location", target);
  }

  private static Answer setCookie(Call call) {
    String name = call.parameters().get(0);
    String value = call.parameters().get(1);
    if (!COOKIE_NAME.matcher(name).matches() || !COOKIE_VALUE.matcher(value).matches()) {
      return Answer.error(400, "bad_request", "not a cookie by RFC 6265");
    }
    JsonText json = new JsonText().open().name("cookies").open().field(name, value).close().close();
    return Answer.json(200, json.toString()).with("Set-Cookie", name + "=" + value + "; Path=/");
  }

  private static Answer cookies(Call call) {
    JsonText json = new JsonText().open().name("cookies").open();
    for (String header : call.headers().getAll("Cookie")) {
      for (String pair : header.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          json.field(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
      }
    }
    return Answer.json(200, json.close().close().toString());
  }

  private static Answer bytes(Call call, Delivery delivery) {
    OptionalInt size = number(call, BYTES_MAX);
    if (size.isEmpty()) {
      return notANumber(BYTES_MAX);
    }
    byte[] bytes = new byte[size.getAsInt()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + i % 26);
    }
    return new Answer(200, BINARY, Buffer.buffer(bytes), List.of(), delivery);
  }

  private static OptionalInt number(Call call, int max) {
    String text = call.parameters().getFirst();
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > max) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static Answer notANumber(int max) {
    return Answer.error(400, "bad_request", "must be a number from 0 to " + max);
  }
}
