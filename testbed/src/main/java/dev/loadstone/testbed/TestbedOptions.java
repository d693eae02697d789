package dev.loadstone.testbed;

import dev.loadstone.testbed.truth.Truth;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a testbed is started.
 *
 * @param host the address to listen on
 * @param port 0 takes any free one
 * @param truth what it is told to do at first
 * @param eventLoops threads that serve; 0 is one per processor
 * @param tls for HTTPS
 * @param lowLatency whether processors are kept awake and what serves goes before all else on the
 *     machine; see {@link dev.loadstone.core.platform.LowLatency}
 */
public record TestbedOptions(
    String host, int port, Truth truth, int eventLoops, Optional<Tls> tls, boolean lowLatency) {
  /** Loopback, any free port, nothing fails. */
  public static final TestbedOptions DEFAULTS =
      new TestbedOptions("127.0.0.1", 0, Truth.IDEAL, 0, Optional.empty(), false);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the port is not from 0 to 65535 or the number of loops is
   *     negative
   */
  public TestbedOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, got: " + port);
    }
    if (eventLoops < 0) {
      throw new IllegalArgumentException("eventLoops must be at least 0, got: " + eventLoops);
    }
  }

  /**
   * What HTTPS needs.
   *
   * @param certificate a chain of certificates in PEM
   * @param key its private key in PEM (PKCS #8)
   */
  public record Tls(Path certificate, Path key) {}

  /** Returns the same on another address. */
  public TestbedOptions host(String newHost) {
    return new TestbedOptions(newHost, port, truth, eventLoops, tls, lowLatency);
  }

  /** Returns the same on another port; 0 takes any free one. */
  public TestbedOptions port(int newPort) {
    return new TestbedOptions(host, newPort, truth, eventLoops, tls, lowLatency);
  }

  /** Returns the same with another truth. */
  public TestbedOptions truth(Truth newTruth) {
    return new TestbedOptions(host, port, newTruth, eventLoops, tls, lowLatency);
  }

  /** Returns the same with a number of event loops; 0 is one per processor. */
  public TestbedOptions eventLoops(int number) {
    return new TestbedOptions(host, port, truth, number, tls, lowLatency);
  }

  /** Returns the same with HTTPS. */
  public TestbedOptions tls(Path certificate, Path key) {
    return new TestbedOptions(
        host, port, truth, eventLoops, Optional.of(new Tls(certificate, key)), lowLatency);
  }

  /** Returns the same with low latency, or without. */
  public TestbedOptions lowLatency(boolean wanted) {
    return new TestbedOptions(host, port, truth, eventLoops, tls, wanted);
  }
}
