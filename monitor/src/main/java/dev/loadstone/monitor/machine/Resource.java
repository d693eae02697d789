package dev.loadstone.monitor.machine;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import java.util.List;
import java.util.Locale;

/** What a machine has, and the series that tell of it. */
enum Resource {
  CPU(
      new ProbeSeries(Series.CPU, Unit.RATIO, "Processor time in use, of all processors."),
      new ProbeSeries(
          Series.CPU_WAIT, Unit.RATIO, "Processor time idle while storage was awaited."),
      new ProbeSeries(Series.CPU_STEAL, Unit.RATIO, "Processor time that other machines took."),
      new ProbeSeries(Series.LOAD, Unit.NUMBER, "Tasks that run or want to, over a minute.")),
  MEMORY(
      new ProbeSeries(Series.MEMORY, Unit.RATIO, "Memory that is not available, of all memory."),
      new ProbeSeries(Series.SWAP, Unit.RATIO, "Swap space in use, of all of it.")),
  DISK(
      new ProbeSeries(Series.READ, Unit.BYTES_PER_SECOND, "What was read from all disks."),
      new ProbeSeries(Series.WRITE, Unit.BYTES_PER_SECOND, "What was written to all disks."),
      new ProbeSeries(Series.DISK_BUSY, Unit.RATIO, "Time in which the busiest disk was busy.")),
  NETWORK(
      new ProbeSeries(Series.RECEIVED, Unit.BYTES_PER_SECOND, "What came over the network."),
      new ProbeSeries(Series.SENT, Unit.BYTES_PER_SECOND, "What went over the network."),
      new ProbeSeries(Series.RETRANSMITS, Unit.RATE, "TCP segments that were sent again."),
      new ProbeSeries(Series.LISTEN_DROPS, Unit.RATE, "TCP connections that nobody took in time.")),
  PRESSURE(
      new ProbeSeries(
          Series.CPU_PRESSURE, Unit.RATIO, "Time in which tasks waited for processors."),
      new ProbeSeries(Series.MEMORY_PRESSURE, Unit.RATIO, "Time in which tasks waited for memory."),
      new ProbeSeries(Series.IO_PRESSURE, Unit.RATIO, "Time in which tasks waited for storage."));

  /** Names of series. */
  static final class Series {
    static final String CPU = "cpu_ratio";
    static final String CPU_WAIT = "cpu_wait_ratio";
    static final String CPU_STEAL = "cpu_steal_ratio";
    static final String LOAD = "load";
    static final String MEMORY = "memory_ratio";
    static final String SWAP = "swap_ratio";
    static final String READ = "disk_read_bytes_per_second";
    static final String WRITE = "disk_write_bytes_per_second";
    static final String DISK_BUSY = "disk_busy_ratio";
    static final String RECEIVED = "network_received_bytes_per_second";
    static final String SENT = "network_sent_bytes_per_second";
    static final String RETRANSMITS = "tcp_retransmit_rate";
    static final String LISTEN_DROPS = "tcp_listen_drop_rate";
    static final String CPU_PRESSURE = "cpu_pressure_ratio";
    static final String MEMORY_PRESSURE = "memory_pressure_ratio";
    static final String IO_PRESSURE = "io_pressure_ratio";

    private Series() {}
  }

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final List<ProbeSeries> series;

  Resource(ProbeSeries... series) {
    this.series = List.of(series);
  }

  /** Returns the series that tell of it. */
  List<ProbeSeries> series() {
    return series;
  }

  /** Returns its name in plans. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
