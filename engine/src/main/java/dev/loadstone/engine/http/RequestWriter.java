package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.TextTemplate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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
  private final Bytes value = new Bytes();
  private boolean announced;
  private String method = "";
  private boolean foreign;
  private final @Nullable RequestTracer tracer;

  /**
   * Creates one.
   *
   * @param tracer adds the headers of traced requests; null if none is traced
   */
  RequestWriter(@Nullable RequestTracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Writes the request of an exchange.
   *
   * @param pool of the connection that will carry it
   * @return {@link TextTemplate#COMPLETE}, or why it could not be written, as of {@link
   *     HttpOperation#writeHeaders}
   */
  int fill(Exchange exchange, ConnectionPool pool) {
    HttpOperation operation = exchange.operation();
    if (!operation.isFixed()
        || exchange.route() != null
        || exchange.upgrade() != null
        || !exchange.cookies().isEmpty()
        || (tracer != null && tracer.isTracing(exchange))) {
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
    int missing = prepare(exchange, pool);
    if (missing != TextTemplate.COMPLETE) {
      return missing;
    }
    HttpOperation operation = exchange.operation();
    operation.writeStart(method, url, pool.authority(), head.clear());
    missing =
        operation.writeHeaders(exchange.values(), announced ? body.length() : -1, foreign, head);
    if (!exchange.cookies().isEmpty()) {
      exchange.cookies().write(pool.origin(), pathOnly(url.text()), head);
    }
    Upgrade upgrade = exchange.upgrade();
    if (upgrade != null) {
      upgrade.writeHeaders(head);
    }
    if (tracer != null) {
      tracer.write(exchange, head);
    }
    head.append(HttpOperation.CRLF);
    return missing;
  }

  /**
   * Writes the request of an exchange for HTTP/2: its head into a block, its body for {@link
   * #body}.
   *
   * @return as of {@link #fill}
   */
  int fill(Exchange exchange, ConnectionPool pool, HpackWriter block) {
    int missing = prepare(exchange, pool);
    if (missing != TextTemplate.COMPLETE) {
      return missing;
    }
    Http2Head.Target target =
        new Http2Head.Target(
            pool.origin(), pool.authorityField(), method, announced ? body.length() : -1, foreign);
    missing = exchange.operation().http2Head().write(target, url, exchange, value, block);
    if (missing != TextTemplate.COMPLETE) {
      block.abandon();
    } else if (tracer != null) {
      tracer.write(exchange, value, block);
    }
    return missing;
  }

  /** Writes path and body, and finds out what differs from the step. */
  private int prepare(Exchange exchange, ConnectionPool pool) {
    HttpOperation operation = exchange.operation();
    Exchange.Route route = exchange.route();
    int missing = TextTemplate.COMPLETE;
    url.clear();
    if (route == null) {
      missing = operation.writeUrl(exchange.values(), url);
    } else {
      url.append(route.path());
    }
    body.clear();
    Bytes content = exchange.content();
    if (missing == TextTemplate.COMPLETE && content != null) {
      body.append(content);
      method = "";
      announced = false;
      foreign = false;
      return missing;
    }
    boolean withBody = operation.hasBody() && (route == null || route.withBody());
    if (missing == TextTemplate.COMPLETE && withBody) {
      missing = operation.writeBody(exchange.values(), body);
    }
    if (missing != TextTemplate.COMPLETE) {
      return missing;
    }
    method =
        route == null || route.method().equals(operation.step().method()) ? "" : route.method();
    announced = withBody || (operation.announcesEmptyBody() && method.isEmpty());
    foreign = exchange.redirects() > 0 && !pool.origin().equals(exchange.origin());
    return missing;
  }

  /** Returns the body that was written, in a new buffer; null if it is empty. */
  @Nullable ByteBuf body(ByteBufAllocator allocator) {
    return body.length() == 0
        ? null
        : allocator.directBuffer(body.length()).writeBytes(body.array(), 0, body.length());
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
