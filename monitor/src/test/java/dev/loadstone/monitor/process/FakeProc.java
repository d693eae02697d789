package dev.loadstone.monitor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A procfs in a folder.
 *
 * @param root the folder
 */
record FakeProc(Path root) {
  /** Writes down a process whose parent is 1; its start is tick 4711. */
  void process(long id, String name, String command, long ticks, long memoryKilobytes, int threads)
      throws IOException {
    child(1, id, name, command, ticks, memoryKilobytes, threads);
  }

  /** Writes down what a process read from storage and wrote to it. */
  void storage(long id, long read, long written) throws IOException {
    Files.writeString(
        root.resolve(Long.toString(id)).resolve("io"),
        "rchar: 1\nwchar: 2\nread_bytes: " + read + "\nwrite_bytes: " + written + "\n");
  }

  /** Writes down a process of a parent; its start is tick 4711. */
  void child(
      long parent,
      long id,
      String name,
      String command,
      long ticks,
      long memoryKilobytes,
      int threads)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(Long.toString(id)));
    Files.createDirectories(folder.resolve("fd"));
    Files.writeString(folder.resolve("cmdline"), command.replace(' ', '\0') + "\0");
    Files.writeString(
        folder.resolve("stat"),
        id
            + " ("
            + name
            + ") S "
            + parent
            + " 1 1 0 -1 0 0 0 0 0 "
            + (ticks - 1)
            + " 1 0 0 20 0 "
            + threads
            + " 0 4711 1 2 3\n");
    Files.writeString(
        folder.resolve("status"),
        "Name:\t" + name + "\nVmRSS:\t  " + memoryKilobytes + " kB\nThreads:\t" + threads + "\n");
  }

  /** Removes a process. */
  void end(long id) throws IOException {
    Path folder = root.resolve(Long.toString(id));
    for (String file : new String[] {"cmdline", "stat", "status", "fd", "io"}) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.delete(folder);
  }

  /** Writes down how many processors there are. */
  void processors(int count) throws IOException {
    StringBuilder stat = new StringBuilder("cpu  1 2 3 4\n");
    for (int i = 0; i < count; i++) {
      stat.append("cpu").append(i).append(" 1 2 3 4\n");
    }
    Files.writeString(root.resolve("stat"), stat + "intr 5\n");
  }
}
