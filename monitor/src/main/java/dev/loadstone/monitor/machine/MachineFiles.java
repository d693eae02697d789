package dev.loadstone.monitor.machine;

import dev.loadstone.monitor.machine.Resource.Series;
import dev.loadstone.monitor.reading.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What procfs tells of a machine. Whatever it does not tell is left out or NaN.
 *
 * <p>Source: proc(5) and Linux, Documentation/admin-guide/iostats.rst (a sector has 512 bytes;
 * field 10 is the time spent doing I/O in ms), Documentation/accounting/psi.rst.
 *
 * @param proc {@code /proc}
 * @param devices {@code /sys/block}, whose entries are the whole disks
 */
record MachineFiles(Path proc, Path devices) {
  /** Before the name of a disk, what counts its busy seconds. */
  static final String BUSY = "busy ";

  private static final double SECTOR = 512;
  private static final double MILLIS = 1e3;
  // Those that others stand on, or that are no disks, would be counted twice or for nothing.
  private static final Pattern NO_DISK = Pattern.compile("(loop|ram|zram|dm-|md|sr|fd)\\d+");
  private static final Pattern NO_NETWORK =
      Pattern.compile("lo|(veth|docker|br-|virbr|ifb|cni|flannel|cali).*");

  /** Processor time in ticks: all, in use, idle in wait for storage, and stolen. */
  record Ticks(double all, double used, double waiting, double stolen) {}

  /** Returns the processor time of all processors so far. */
  Ticks ticks() {
    List<String> words = KernelFiles.words(KernelFiles.line(text("stat"), "cpu "));
    if (words.size() <= 5) {
      return new Ticks(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    // user nice system idle iowait irq softirq steal; guests are within user
    double all = 0;
    for (int i = 1; i <= 8 && i < words.size(); i++) {
      all += KernelFiles.number(words.get(i));
    }
    double idle = KernelFiles.number(words.get(4));
    double wait = KernelFiles.number(words.get(5));
    double stolen = words.size() > 8 ? KernelFiles.number(words.get(8)) : 0;
    return new Ticks(all, all - idle - wait - stolen, wait, stolen);
  }

  /** Returns how many tasks ran or wanted to, averaged over a minute. */
  double load() {
    List<String> words = KernelFiles.words(text("loadavg"));
    return words.isEmpty() ? Double.NaN : KernelFiles.number(words.getFirst());
  }

  /** Returns shares of memory. */
  Map<String, Double> memory() {
    String told = text("meminfo");
    Map<String, Double> values = new HashMap<>();
    values.put(Series.MEMORY, used(told, "MemAvailable:", "MemTotal:"));
    values.put(Series.SWAP, used(told, "SwapFree:", "SwapTotal:"));
    return values;
  }

  /** Returns the share that is in use; NaN if there is nothing to use. */
  private static double used(String told, String free, String total) {
    return 1 - figure(told, free) / figure(told, total);
  }

  private static double figure(String told, String name) {
    List<String> words = KernelFiles.words(KernelFiles.line(told, name));
    return words.size() < 2 ? Double.NaN : KernelFiles.number(words.get(1));
  }

  /** Returns a file of procfs; empty if it cannot be read. */
  private String text(String file) {
    try {
      return KernelFiles.text(proc.resolve(file));
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** Returns bytes read and written by all disks, and the busy seconds of each. */
  Map<String, Double> disks() {
    Map<String, Double> totals = new HashMap<>();
    for (String line : KernelFiles.lines(proc.resolve("diskstats"))) {
      List<String> words = KernelFiles.words(line);
      if (words.size() < 13
          || NO_DISK.matcher(words.get(2)).matches()
          || !Files.isDirectory(devices.resolve(words.get(2)))) {
        continue;
      }
      totals.merge(Series.READ, SECTOR * KernelFiles.number(words.get(5)), Double::sum);
      totals.merge(Series.WRITE, SECTOR * KernelFiles.number(words.get(9)), Double::sum);
      totals.put(BUSY + words.get(2), KernelFiles.number(words.get(12)) / MILLIS);
    }
    return totals;
  }

  /** Returns bytes that came and went over the network, and what TCP had trouble with. */
  Map<String, Double> network() {
    Map<String, Double> totals = new HashMap<>();
    for (String line : KernelFiles.lines(proc.resolve("net/dev"))) {
      List<String> words = KernelFiles.words(line);
      if (words.size() > 9
          && line.contains(":")
          && !NO_NETWORK.matcher(words.getFirst()).matches()) {
        totals.merge(Series.RECEIVED, KernelFiles.number(words.get(1)), Double::sum);
        totals.merge(Series.SENT, KernelFiles.number(words.get(9)), Double::sum);
      }
    }
    totals.put(Series.RETRANSMITS, column("net/snmp", "Tcp", "RetransSegs"));
    totals.put(Series.LISTEN_DROPS, column("net/netstat", "TcpExt", "ListenDrops"));
    return totals;
  }

  /** Returns a figure of a table that has a line of names above each line of figures. */
  private double column(String file, String table, String name) {
    List<String> lines =
        KernelFiles.lines(proc.resolve(file)).stream()
            .filter(line -> line.startsWith(table + ":"))
            .toList();
    if (lines.size() < 2) {
      return Double.NaN;
    }
    List<String> figures = KernelFiles.words(lines.get(1));
    int column = KernelFiles.words(lines.getFirst()).indexOf(name);
    return column > 0 && column < figures.size()
        ? KernelFiles.number(figures.get(column))
        : Double.NaN;
  }

  /** Returns the seconds for which tasks waited so far. */
  Map<String, Double> pressure() {
    Map<String, Double> totals = new HashMap<>();
    totals.put(Series.CPU_PRESSURE, pressure("cpu"));
    totals.put(Series.MEMORY_PRESSURE, pressure("memory"));
    totals.put(Series.IO_PRESSURE, pressure("io"));
    return totals;
  }

  private double pressure(String resource) {
    return KernelFiles.pressureSeconds(proc.resolve("pressure").resolve(resource));
  }
}
