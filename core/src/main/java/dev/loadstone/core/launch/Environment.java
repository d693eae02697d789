package dev.loadstone.core.launch;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loadstone.core.quantity.DataSizes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Facts on the generator and its machine that a reader of its figures may ask for. */
public final class Environment {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** Source: Linux, uname(2): 64 bytes and a line break. */
  private static final int HOST_NAME_BYTES_MAX = 65;

  private Environment() {}

  /** Returns the version of this program; {@code development} if it does not run from its jar. */
  public static String version() {
    return Objects.requireNonNullElse(
        Environment.class.getPackage().getImplementationVersion(), "development");
  }

  /** Returns the facts by name, sorted. */
  public static Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("loadstone.version", version());
    facts.put("java.version", System.getProperty("java.vm.version", "unknown"));
    facts.put("java.vm", System.getProperty("java.vm.name", "unknown"));
    facts.put("os.name", System.getProperty("os.name", "unknown"));
    facts.put("os.kernel", System.getProperty("os.version", "unknown"));
    facts.put("os.arch", System.getProperty("os.arch", "unknown"));
    facts.put("machine.processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("machine.hostname", hostName());
    facts.put("java.heap_max", DataSizes.human((double) Runtime.getRuntime().maxMemory()));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      facts.put("machine.memory", DataSizes.human((double) unix.getTotalMemorySize()));
      facts.put("process.file_descriptors_max", String.valueOf(unix.getMaxFileDescriptorCount()));
    }
    return facts;
  }

  /**
   * Returns the machine's name. The kernel gives it whole at the first read only, and tells a size
   * of 0, so that {@link Files#readString} would get one letter of it.
   */
  private static String hostName() {
    try (InputStream file = Files.newInputStream(HOST_NAME)) {
      byte[] name = new byte[HOST_NAME_BYTES_MAX];
      int length = Math.max(0, file.read(name));
      return new String(name, 0, length, StandardCharsets.UTF_8).strip();
    } catch (IOException noProc) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException unknown) {
        return "unknown";
      }
    }
  }
}
