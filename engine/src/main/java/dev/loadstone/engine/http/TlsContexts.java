package dev.loadstone.engine.http;

import io.netty.handler.ssl.SslContext;

/** How TLS is spoken, shared by all loops. Thread-safe. */
public interface TlsContexts {
  /** Returns the context of connections that carry requests; it offers the plan's HTTP versions. */
  SslContext ofRequests();

  /**
   * Returns the context of connections that are to be handed over, which only HTTP/1.1 can (RFC
   * 9113, section 8.6).
   */
  SslContext ofUpgrades();
}
