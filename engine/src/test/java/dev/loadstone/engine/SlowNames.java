package dev.loadstone.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Resolves names as ever, but those below {@code slow.test} only after 20 s, and then not. */
public final class SlowNames extends InetAddressResolverProvider {
  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver ordinary = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        if (host.endsWith(".slow.test")) {
          awaitLong();
          throw new UnknownHostException(host);
        }
        return ordinary.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return ordinary.lookupByAddress(address);
      }
    };
  }

  private static void awaitLong() {
    try {
      boolean never = new CountDownLatch(1).await(20, TimeUnit.SECONDS);
      assert !never;
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String name() {
    return "slow names";
  }
}
