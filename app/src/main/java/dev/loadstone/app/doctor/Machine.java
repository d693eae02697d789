package dev.loadstone.app.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loadstone.engine.Capabilities;
import dev.loadstone.engine.health.GeneratorProbe;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the platform tells of itself. Numbers that it does not tell are empty.
 *
 * @param java version of the JDK
 * @param virtualMachine its name
 * @param processors that this process may use
 * @param processorsOnline of the whole machine
 * @param quota processors' worth of time that the control group gives, if it limits it
 * @param clockSource the kernel's; {@code unknown} if it does not tell
 * @param descriptorsSoft how many files and sockets the process may open
 * @param descriptorsHard to how many it could raise that
 * @param connectionsMax how many connections the descriptors that are left suffice for
 * @param ports for outgoing connections; a range of 0 if it is not known
 * @param timeWaitReuse the setting {@code tcp_tw_reuse}: 0 never, 1 always, 2 on loopback
 * @param backlogMax the setting {@code somaxconn}
 * @param capabilities transports and TLS
 * @param heapMax bytes that the JVM may use
 * @param memory bytes of the machine or of the control group
 * @param memoryAvailable bytes that can be had without swapping
 */
record Machine(
    String java,
    String virtualMachine,
    int processors,
    OptionalLong processorsOnline,
    OptionalDouble quota,
    String clockSource,
    OptionalLong descriptorsSoft,
    OptionalLong descriptorsHard,
    int connectionsMax,
    Ports ports,
    OptionalLong timeWaitReuse,
    OptionalLong backlogMax,
    Capabilities capabilities,
    long heapMax,
    OptionalLong memory,
    OptionalLong memoryAvailable) {
  private static final String CLOCK =
      "sys/devices/system/clocksource/clocksource0/current_clocksource";
  private static final String OPEN_FILES = "Max open files";
  private static final long KIBIBYTE = 1_024;

  /** Reads it. */
  static Machine read(ProcFiles files) {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        System.getProperty("java.version", "unknown"),
        System.getProperty("java.vm.name", "unknown"),
        runtime.availableProcessors(),
        online(files),
        ControlGroup.quota(files),
        files.text(CLOCK).orElse("unknown"),
        limit(files, 0),
        limit(files, 1),
        GeneratorProbe.freeDescriptors(),
        Ports.read(files),
        files.number("proc/sys/net/ipv4/tcp_tw_reuse"),
        files.number("proc/sys/net/core/somaxconn"),
        Capabilities.ofThisPlatform(),
        runtime.maxMemory(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? OptionalLong.of(unix.getTotalMemorySize())
            : OptionalLong.empty(),
        memoryAvailable(files));
  }

  private static OptionalLong online(ProcFiles files) {
    long count =
        files.lines("proc/stat").stream().filter(line -> line.matches("cpu\\d+ .*")).count();
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }

  private static OptionalLong limit(ProcFiles files, int column) {
    return files.lines("proc/self/limits").stream()
        .filter(line -> line.startsWith(OPEN_FILES))
        .map(line -> ProcFiles.words(line.substring(OPEN_FILES.length())))
        .filter(words -> words.size() > column)
        .map(words -> ProcFiles.parse(words.get(column)))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong memoryAvailable(ProcFiles files) {
    for (String line : files.lines("proc/meminfo")) {
      List<String> words = ProcFiles.words(line);
      if (words.size() > 1 && words.getFirst().equals("MemAvailable:")) {
        OptionalLong kibibytes = ProcFiles.parse(words.get(1));
        return kibibytes.isPresent()
            ? OptionalLong.of(kibibytes.getAsLong() * KIBIBYTE)
            : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }
}
