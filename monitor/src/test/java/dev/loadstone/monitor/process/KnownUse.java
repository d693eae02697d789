package dev.loadstone.monitor.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that uses what it is told, when it gets a line, and says what it has used. */
final class KnownUse {
  private static final List<Object> KEPT = new ArrayList<>();

  private KnownUse() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    System.out.println("ready");
    System.in.read();
    switch (args[0]) {
      case "burn" -> burn(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      case "hold" -> hold(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException(args[0]);
    }
    new CountDownLatch(1).await();
  }

  private static void burn(int percent, int millis) throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    for (int slice = 1; slice <= millis / 100; slice++) {
      long enough = begin + (long) slice * percent * 1_000_000L;
      long end = start + (long) slice * 100_000_000L;
      while (threads.getCurrentThreadCpuTime() < enough && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    }
    System.out.println("burnt " + (threads.getCurrentThreadCpuTime() - begin));
  }

  private static void hold(int mebibytes, int others) throws IOException, InterruptedException {
    ByteBuffer memory = ByteBuffer.allocateDirect(mebibytes << 20);
    for (int i = 0; i < memory.capacity(); i += 1_024) {
      memory.put(i, (byte) 1);
    }
    KEPT.add(memory);
    CountDownLatch started = new CountDownLatch(others);
    Path file = Files.createTempFile("known-use", "");
    for (int i = 0; i < others; i++) {
      KEPT.add(Files.newInputStream(file));
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            started.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException over) {
              Thread.currentThread().interrupt();
            }
          });
    }
    Files.delete(file);
    started.await();
    System.out.println("held");
  }
}
