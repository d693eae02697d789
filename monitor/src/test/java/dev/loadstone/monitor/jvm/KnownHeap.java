package dev.loadstone.monitor.jvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program that, for each line that it gets, makes garbage, keeps some of it, starts threads, and
 * says so.
 */
final class KnownHeap {
  private static final int BLOCKS_OF_A_MEBIBYTE = 16;
  private static final int BLOCK = (1 << 20) / BLOCKS_OF_A_MEBIBYTE;
  private static final List<byte[]> KEPT = new ArrayList<>();

  private KnownHeap() {}

  /**
   * Runs until its input ends.
   *
   * @param args how many mebibytes to make for each line, how many of them to keep, how many
   *     threads to start
   */
  public static void main(String[] args) throws IOException {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      int made = BLOCKS_OF_A_MEBIBYTE * Integer.parseInt(args[0]);
      int kept = BLOCKS_OF_A_MEBIBYTE * Integer.parseInt(args[1]);
      for (int i = 0; i < made; i++) {
        byte[] block = new byte[BLOCK];
        if (i < kept) {
          KEPT.add(block);
        }
      }
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        Thread.ofPlatform().daemon().start(KnownHeap::sleep);
      }
      System.out.println("made " + KEPT.size());
    }
  }

  private static void sleep() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
