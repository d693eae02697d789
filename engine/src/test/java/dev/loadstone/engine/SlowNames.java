package dev.loadstone.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Resolves names as ever, but those below {@code slow.test} only after 20 s, and then not, and
 * those below {@code later.test} after 0.3 s as 127.0.0.1.
 */
public final class SlowNames extends InetAddressResolverProvider {
  static final int LATER_MILLIS = 300;

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver ordinary = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        if (host.endsWith(".slow.test")) {
          await(20_000);
          throw new UnknownHostException(host);
        }
        if (host.endsWith(".later.test")) {
          await(LATER_MILLIS);
          return Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
        }
        return ordinary.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return ordinary.lookupByAddress(address);
      }
    };
  }

  private static void await(int millis) {
    try {
      boolean never = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
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
