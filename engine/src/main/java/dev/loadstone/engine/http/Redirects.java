package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a redirect leads. Source: RFC 9110, section 15.4. */
final class Redirects {
  private Redirects() {}

  /**
   * Returns where the response that was read leads.
   *
   * @param max how many redirects of one operation are followed
   * @param scratch a place for the header's value
   * @return null if it is no redirect, or not to be followed, or leads nowhere
   */
  static Exchange.@Nullable Route next(Exchange exchange, Carrier carrier, int max, Bytes scratch) {
    int status = carrier.response().status();
    boolean redirects =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    if (!redirects || exchange.redirects() >= max) {
      return null;
    }
    if (!ResponseJudge.header(carrier.response(), "location", scratch)) {
      return null;
    }
    try {
      Exchange.Route before = exchange.route();
      String path = before == null ? "/" : before.path();
      URI base =
          URI.create(
              carrier.pool().origin()
                  + (before == null ? exchange.operation().pathForRelative() : path));
      URI target = base.resolve(scratch.text());
      String method = before == null ? exchange.operation().step().method() : before.method();
      boolean keepsMethod =
          status == 307 || status == 308 || method.equals("GET") || method.equals("HEAD");
      return new Exchange.Route(
          Origin.of(target), pathOf(target), keepsMethod ? method : "GET", keepsMethod);
    } catch (IllegalArgumentException noUrl) {
      return null;
    }
  }

  /** Returns the path of a URL with its query, at least {@code /}. */
  static String pathOf(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
