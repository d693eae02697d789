package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.TextTemplate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests as bytes (RFC 9112, section 3). A request that is the same each time is written
 * once and kept. Allocates only to grow, and for cookies. Not thread-safe.
 */
final class RequestWriter {
  private final Bytes url = new Bytes();
  private final Bytes body = new Bytes();
  private final Bytes head = new Bytes();
  private @Nullable Bytes[] kept = new Bytes[0];
  private Bytes start = head;

  /**
   * Writes the request of an exchange.
   *
   * @param pool of the connection that will carry it
   * @return {@link TextTemplate#COMPLETE}, or why it could not be written, as of {@link
   *     HttpOperation#writeHeaders}
   */
  int fill(Exchange exchange, ConnectionPool pool) {
    HttpOperation operation = exchange.operation();
    if (!operation.isFixed() || exchange.route() != null || !exchange.cookies().isEmpty()) {
      start = head;
      return write(exchange, pool);
    }
    int number = operation.number();
    if (number >= kept.length) {
      kept = Arrays.copyOf(kept, number + 1);
    }
    Bytes known = kept[number];
    if (known == null) {
      int missing = write(exchange, pool);
      if (missing != TextTemplate.COMPLETE) {
        return missing;
      }
      known = new Bytes().append(head).append(body);
      kept[number] = known;
    }
    start = known;
    body.clear();
    return TextTemplate.COMPLETE;
  }

  private int write(Exchange exchange, ConnectionPool pool) {
    HttpOperation operation = exchange.operation();
    Exchange.Route route = exchange.route();
    int missing = TextTemplate.COMPLETE;
    url.clear();
    if (route == null) {
      missing = operation.writeUrl(exchange.values(), url);
    } else {
      url.append(route.path());
    }
    boolean withBody = operation.hasBody() && (route == null || route.withBody());
    body.clear();
    if (missing == TextTemplate.COMPLETE && withBody) {
      missing = operation.writeBody(exchange.values(), body);
    }
    if (missing != TextTemplate.COMPLETE) {
      return missing;
    }
    String method =
        route == null || route.method().equals(operation.step().method()) ? "" : route.method();
    boolean announced = withBody || (operation.announcesEmptyBody() && method.isEmpty());
    operation.writeStart(method, url, pool.authority(), head.clear());
    boolean foreign = exchange.redirects() > 0 && !pool.origin().equals(operation.origin());
    missing =
        operation.writeHeaders(exchange.values(), announced ? body.length() : -1, foreign, head);
    if (!exchange.cookies().isEmpty()) {
      exchange.cookies().write(pool.origin(), pathOnly(url.text()), head);
    }
    head.append(HttpOperation.CRLF);
    return missing;
  }

  /** Returns the first part of what was written: the head, or all of it. */
  Bytes start() {
    return start;
  }

  /** Returns the rest of it. */
  Bytes rest() {
    return body;
  }

  /** Returns a path without its query. */
  static String pathOnly(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
