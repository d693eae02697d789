package dev.loadstone.app.doctor;

import java.util.List;
import java.util.OptionalLong;

/**
 * The ports from which connections can go out.
 *
 * @param range how many there are
 * @param used how many of them a socket has now, in whatever state
 * @param timeWait how many of those belong to connections that are closed already
 */
record Ports(long range, long used, long timeWait) {
  private static final String TIME_WAIT_STATE = "06";
  private static final int HEXADECIMAL = 16;

  /** Returns those of this machine; a range of 0 if it does not tell. */
  static Ports read(ProcFiles files) {
    OptionalLong first = files.number("proc/sys/net/ipv4/ip_local_port_range", 0);
    OptionalLong last = files.number("proc/sys/net/ipv4/ip_local_port_range", 1);
    if (first.isEmpty() || last.isEmpty()) {
      return new Ports(0, 0, 0);
    }
    long used = 0;
    long timeWait = 0;
    for (String table : List.of("proc/net/tcp", "proc/net/tcp6")) {
      for (String line : files.lines(table)) {
        List<String> fields = ProcFiles.words(line);
        long port = localPort(fields);
        if (port >= first.getAsLong() && port <= last.getAsLong()) {
          used++;
          timeWait += fields.get(3).equals(TIME_WAIT_STATE) ? 1 : 0;
        }
      }
    }
    return new Ports(last.getAsLong() - first.getAsLong() + 1, used, timeWait);
  }

  /** Returns the port of a line of the table of sockets; −1 if it is another line. */
  private static long localPort(List<String> fields) {
    if (fields.size() < 4 || !fields.getFirst().endsWith(":")) {
      return -1;
    }
    String address = fields.get(1);
    return Long.parseLong(address.substring(address.lastIndexOf(':') + 1), HEXADECIMAL);
  }

  /** Returns how many are free, at least. */
  long free() {
    return Math.max(0, range - used);
  }
}
