package dev.loadstone.monitor.jvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a Java virtual machine's platform beans. What it does not tell is NaN.
 *
 * <p>Source: {@code java.lang.management}, {@code com.sun.management}.
 */
final class JvmBeans {
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;
  private static final ObjectName MEMORY = name("java.lang:type=Memory");
  private static final ObjectName THREADING = name("java.lang:type=Threading");
  private static final ObjectName CLASSES = name("java.lang:type=ClassLoading");
  private static final ObjectName SYSTEM = name("java.lang:type=OperatingSystem");
  private static final ObjectName DIRECT = name("java.nio:type=BufferPool,name=direct");

  private final MBeanServerConnection server;
  private final List<ObjectName> collectors;
  private final List<ObjectName> oldPools;

  /** Looks which collectors and pools there are. */
  JvmBeans(MBeanServerConnection server) throws IOException {
    this.server = server;
    this.collectors = named("java.lang:type=GarbageCollector,*");
    this.oldPools = new ArrayList<>();
    for (ObjectName pool : named("java.lang:type=MemoryPool,*")) {
      Map<String, Object> told = read(pool, "Type", "UsageThresholdSupported", "CollectionUsage");
      // Pools in which objects only begin their lives have no threshold.
      if ("HEAP".equals(told.get("Type"))
          && Boolean.TRUE.equals(told.get("UsageThresholdSupported"))
          && told.get("CollectionUsage") instanceof CompositeData) {
        oldPools.add(pool);
      }
    }
  }

  /**
   * What collectors did so far.
   *
   * @param pauses how often they stopped the machine
   * @param seconds for how long
   * @param whole how often they collected the old generation as a whole
   */
  record Collections(double pauses, double seconds, double whole) {}

  /**
   * What the machine used so far, or uses.
   *
   * @param cpuSeconds processor time so far
   * @param processors how many it may use
   */
  record Processor(double cpuSeconds, double processors) {}

  private static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (JMException impossible) {
      throw new IllegalArgumentException(text, impossible);
    }
  }

  private List<ObjectName> named(String pattern) throws IOException {
    Set<ObjectName> names = server.queryNames(name(pattern), null);
    return names.stream().sorted().toList();
  }

  private Map<String, Object> read(ObjectName bean, String... attributes) throws IOException {
    Map<String, Object> values = new HashMap<>();
    try {
      for (Attribute attribute : server.getAttributes(bean, attributes).asList()) {
        if (attribute.getValue() != null) {
          values.put(attribute.getName(), attribute.getValue());
        }
      }
    } catch (JMException unknown) {
      // This machine has no such bean.
    }
    return values;
  }

  private static double number(@Nullable Object value) {
    // A figure below 0 says that there is none.
    return value instanceof Number number && number.doubleValue() >= 0
        ? number.doubleValue()
        : Double.NaN;
  }

  private static double member(@Nullable Object value, String key) {
    return value instanceof CompositeData composite && composite.containsKey(key)
        ? number(composite.get(key))
        : Double.NaN;
  }

  /** Asks for a full collection and waits for it. */
  void collect() throws IOException {
    try {
      server.invoke(MEMORY, "gc", new Object[0], new String[0]);
    } catch (JMException refused) {
      throw new IOException("it does not collect: " + refused.getMessage(), refused);
    }
  }

  /** Puts what is in use of the heap. */
  void heap(Map<String, Double> values) throws IOException {
    Object heap = read(MEMORY, "HeapMemoryUsage").get("HeapMemoryUsage");
    double used = member(heap, "used");
    values.put(JvmKind.HEAP_USED, used);
    values.put(JvmKind.HEAP_RATIO, used / member(heap, "max"));
  }

  /** Returns what the last collection of the old generation left in it; 0 if there was none. */
  double live() throws IOException {
    double live = oldPools.isEmpty() ? Double.NaN : 0;
    for (ObjectName pool : oldPools) {
      live += member(read(pool, "CollectionUsage").get("CollectionUsage"), "used");
    }
    return live;
  }

  /** Returns what collectors did so far. */
  Collections collections() throws IOException {
    double pauses = 0;
    double seconds = 0;
    double whole = 0;
    for (ObjectName collector : collectors) {
      Map<String, Object> told = read(collector, "CollectionCount", "CollectionTime");
      String name = String.valueOf(collector.getKeyProperty("name"));
      double count = number(told.get("CollectionCount"));
      if (!name.endsWith("Cycles")) { // these run beside the program
        pauses += count;
        seconds += number(told.get("CollectionTime")) / MILLIS;
      }
      if (isWhole(name)) {
        whole += count;
      }
    }
    return new Collections(pauses, seconds, whole);
  }

  /** Whether a collector is for the old generation, by the names that OpenJDK gives. */
  private static boolean isWhole(String name) {
    return switch (name) {
      case "MarkSweepCompact",
          "PS MarkSweep",
          "G1 Old Generation",
          "G1 Concurrent GC",
          "ZGC Major Cycles",
          "ZGC Cycles",
          "Shenandoah Cycles" ->
          true;
      default -> false;
    };
  }

  /**
   * Puts how many threads and classes there are, and what direct buffers take.
   *
   * @return what all threads allocated so far
   */
  double counts(Map<String, Double> values) throws IOException {
    Map<String, Object> threads = read(THREADING, "ThreadCount", "TotalThreadAllocatedBytes");
    values.put(JvmKind.THREADS, number(threads.get("ThreadCount")));
    values.put(JvmKind.CLASSES, number(read(CLASSES, "LoadedClassCount").get("LoadedClassCount")));
    values.put(JvmKind.DIRECT, number(read(DIRECT, "MemoryUsed").get("MemoryUsed")));
    return number(threads.get("TotalThreadAllocatedBytes"));
  }

  /** Returns processor time. */
  Processor processor() throws IOException {
    Map<String, Object> told = read(SYSTEM, "ProcessCpuTime", "AvailableProcessors");
    return new Processor(
        number(told.get("ProcessCpuTime")) / NANOS, number(told.get("AvailableProcessors")));
  }
}
