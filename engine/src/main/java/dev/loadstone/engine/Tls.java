package dev.loadstone.engine;

import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.TlsProvider;
import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.http.TlsContexts;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken: made at once if a target wants it, else when a redirect leads there. What it
 * holds outside the heap lives until it is closed and the last connection, too. Thread-safe.
 */
final class Tls implements TlsContexts, AutoCloseable {
  private final HttpSettings settings;
  private @Nullable SslContext context;
  private @Nullable SslContext upgrades;

  /**
   * Makes the TLS context of a plan.
   *
   * @throws IllegalArgumentException if a target speaks TLS and the file of authorities or the
   *     provider cannot be used
   */
  Tls(Plan plan, Set<Origin> origins) {
    settings = plan.http();
    if (origins.stream().anyMatch(Origin::tls)) {
      context = create(settings.protocol().version());
    }
  }

  @Override
  public synchronized SslContext ofRequests() {
    SslContext made = context;
    if (made == null) {
      made = create(settings.protocol().version());
      context = made;
    }
    return made;
  }

  @Override
  public synchronized SslContext ofUpgrades() {
    if (settings.protocol().version() == Version.HTTP_1_1) {
      return ofRequests();
    }
    SslContext made = upgrades;
    if (made == null) {
      made = create(Version.HTTP_1_1);
      upgrades = made;
    }
    return made;
  }

  /** Returns what speaks TLS, for a person; empty if nothing has so far. */
  synchronized Optional<String> provider() {
    return Optional.ofNullable(context)
        .map(made ->
            made instanceof JdkSslContext ? "jdk" : "openssl (" + OpenSsl.versionString() + ")");
  }

  @Override
  public synchronized void close() {
    SslContext made = context;
    SslContext other = upgrades;
    context = null;
    upgrades = null;
    if (made != null) {
      ReferenceCountUtil.release(made);
    }
    if (other != null) {
      ReferenceCountUtil.release(other);
    }
  }

  /**
   * Returns what is to speak TLS.
   *
   * @param missing why OpenSSL is not at hand; null if it is
   * @throws IllegalArgumentException if it is asked for and missing
   */
  static SslProvider choose(TlsProvider wanted, @Nullable Throwable missing) {
    if (wanted == TlsProvider.OPENSSL && missing != null) {
      throw new IllegalArgumentException(
          "http.tls.provider must be at hand for this platform, got: openssl. Use auto or jdk; the cause is: "
              + missing);
    }
    return wanted == TlsProvider.JDK || missing != null
        ? SslProvider.JDK
        : SslProvider.OPENSSL_REFCNT;
  }

  private SslContext create(Version version) {
    TlsProvider wanted = settings.tlsProvider();
    SslProvider provider =
        choose(wanted, wanted == TlsProvider.JDK ? null : OpenSsl.unavailabilityCause());
    try {
      SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(provider);
      settings.caFile().ifPresent(file -> builder.trustManager(file.toFile()));
      if (settings.insecure()) {
        builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
      }
      List<String> offered =
          switch (version) {
            case HTTP_1_1 -> List.of();
            case HTTP_2 -> List.of(ApplicationProtocolNames.HTTP_2);
            case AUTO ->
                List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
          };
      if (!offered.isEmpty()) {
        builder.applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                offered));
      }
      return builder.build();
    } catch (SSLException unusable) {
      throw new IllegalArgumentException(
          "http.tls cannot be used: " + unusable.getMessage(), unusable);
    }
  }
}
