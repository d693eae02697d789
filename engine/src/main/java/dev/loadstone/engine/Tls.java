package dev.loadstone.engine;

import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.engine.http.Origin;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken: made at once if a target wants it, else when a redirect leads there.
 * Thread-safe.
 */
final class Tls implements Supplier<SslContext> {
  private final HttpSettings settings;
  private @Nullable SslContext context;

  /**
   * Makes the TLS context of a plan.
   *
   * @throws IllegalArgumentException if a target speaks TLS and the file of authorities cannot be
   *     used
   */
  Tls(Plan plan, Set<Origin> origins) {
    settings = plan.http();
    if (origins.stream().anyMatch(Origin::tls)) {
      context = create();
    }
  }

  @Override
  public synchronized SslContext get() {
    SslContext made = context;
    if (made == null) {
      made = create();
      context = made;
    }
    return made;
  }

  private SslContext create() {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient();
      settings.caFile().ifPresent(file -> builder.trustManager(file.toFile()));
      if (settings.insecure()) {
        builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
      }
      return builder.build();
    } catch (SSLException unusable) {
      throw new IllegalArgumentException(
          "http.tls cannot be used: " + unusable.getMessage(), unusable);
    }
  }
}
