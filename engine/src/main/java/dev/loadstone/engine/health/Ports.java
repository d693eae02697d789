package dev.loadstone.engine.health;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The ports that the machine gives to outgoing connections. */
public final class Ports {
  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int RANGE_BYTES_MAX = 64;

  private Ports() {}

  /**
   * Returns how many connections to one address and port one local address can have; empty where
   * the platform does not tell. Source: ip(7), ip_local_port_range.
   */
  public static OptionalLong ephemeral() {
    // In one read: the kernel gives what did not fit into the first one to nobody.
    try (InputStream in = Files.newInputStream(RANGE)) {
      byte[] text = new byte[RANGE_BYTES_MAX];
      int length = Math.max(0, in.read(text));
      return count(new String(text, 0, length, StandardCharsets.US_ASCII));
    } catch (IOException noProc) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong count(String range) {
    String[] bounds = range.strip().split("\\s+", -1);
    try {
      return bounds.length == 2
          ? OptionalLong.of(Long.parseLong(bounds[1]) - Long.parseLong(bounds[0]) + 1)
          : OptionalLong.empty();
    } catch (NumberFormatException unknown) {
      return OptionalLong.empty();
    }
  }
}
