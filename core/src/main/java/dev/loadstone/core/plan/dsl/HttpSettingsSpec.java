package dev.loadstone.core.plan.dsl;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.HttpSettings.TlsProvider;
import dev.loadstone.core.plan.HttpSettings.Version;
import java.util.List;
import java.util.Map;

/** How HTTP is spoken. Immutable. */
public final class HttpSettingsSpec {
  static final HttpSettingsSpec EMPTY = new HttpSettingsSpec(Keys.NONE);

  private final Keys keys;

  private HttpSettingsSpec(Keys keys) {
    this.keys = keys;
  }

  /** Returns the settings with a version of HTTP. */
  public HttpSettingsSpec version(Version version) {
    return with("version", version.label());
  }

  /** Returns the settings with how many requests one HTTP/2 connection carries at once. */
  public HttpSettingsSpec streamsPerConnection(int streams) {
    return with("streamsPerConnection", streams);
  }

  /** Returns the settings with how many requests one HTTP/1.1 connection carries at once. */
  public HttpSettingsSpec pipelining(int requests) {
    return with("pipelining", requests);
  }

  /** Returns the settings with who uses a connection again. */
  public HttpSettingsSpec connections(Connections connections) {
    return with("connections", Fields.spelling(connections));
  }

  /** Returns the settings with a limit of open connections to one target. */
  public HttpSettingsSpec maxConnections(int connections) {
    return with("maxConnections", connections);
  }

  /**
   * Returns the settings with addresses of this machine from which connections are opened, one
   * after the other.
   */
  public HttpSettingsSpec localAddresses(String... addresses) {
    return with("localAddresses", List.of(addresses));
  }

  /** Returns the settings with how many redirects are followed; 0 for none. */
  public HttpSettingsSpec redirects(int redirects) {
    return with("redirects", redirects);
  }

  /** Returns the settings with whether a virtual user keeps cookies. */
  public HttpSettingsSpec cookies(boolean kept) {
    return with("cookies", kept);
  }

  /** Returns the settings with whether gzip is offered to the target. */
  public HttpSettingsSpec compression(boolean offered) {
    return with("compression", offered);
  }

  /** Returns the settings with the file of the certificates (PEM) to be trusted. */
  public HttpSettingsSpec ca(String file) {
    return new HttpSettingsSpec(keys.putting("tls", "ca", file));
  }

  /** Returns the settings with any certificate accepted. */
  public HttpSettingsSpec insecure() {
    return new HttpSettingsSpec(keys.putting("tls", "insecure", true));
  }

  /** Returns the settings with what speaks TLS. */
  public HttpSettingsSpec tlsProvider(TlsProvider provider) {
    return new HttpSettingsSpec(keys.putting("tls", "provider", Fields.spelling(provider)));
  }

  /** Returns the settings with a header of every HTTP step that does not set it itself. */
  public HttpSettingsSpec header(String name, String value) {
    return new HttpSettingsSpec(keys.putting("headers", name, value));
  }

  private HttpSettingsSpec with(String key, Object value) {
    return new HttpSettingsSpec(keys.with(key, value));
  }

  Map<String, Object> values() {
    return keys.values();
  }
}
