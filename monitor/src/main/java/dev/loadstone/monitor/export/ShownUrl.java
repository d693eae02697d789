package dev.loadstone.monitor.export;

import java.net.URI;

/** How a receiver's URL is told: without its query, in which a key may be. */
public final class ShownUrl {
  private ShownUrl() {}

  /** Returns scheme, host, port and path of an absolute URL. */
  public static String of(URI url) {
    return url.getScheme()
        + "://"
        + url.getHost()
        + (url.getPort() < 0 ? "" : ":" + url.getPort())
        + url.getRawPath();
  }
}
