package dev.loadstone.app.run;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loadstone.core.quantity.DataSizes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Facts on the generator and its machine that a reader of its figures may ask for. */
public final class Environment {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

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

  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException noProc) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException unknown) {
        return "unknown";
      }
    }
  }
}
