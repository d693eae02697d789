package dev.loadstone.engine;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;

/**
 * What this platform offers to drive sockets and to speak TLS.
 *
 * @param epoll whether there is Linux epoll
 * @param ioUring whether there is Linux io_uring; nothing here uses it yet
 * @param tls by whom TLS is spoken: {@code JDK} or {@code OpenSSL}
 */
public record Capabilities(boolean epoll, boolean ioUring, String tls) {
  /** Asks the platform; the first time it loads native libraries. */
  public static Capabilities ofThisPlatform() {
    SslProvider provider = SslContext.defaultClientProvider();
    return new Capabilities(
        Epoll.isAvailable(),
        IoUring.isAvailable(),
        provider == SslProvider.JDK ? "JDK" : "OpenSSL");
  }
}
