package dev.loadstone.monitor.jvm;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A program that burns processor time in a function of a known name, with a little beside it, and
 * allocates in another one, until its input ends.
 */
public final class KnownBurn {
  @SuppressWarnings("unused") // makes the work visible, so that it cannot be optimised away
  private static volatile long ash;

  private KnownBurn() {}

  /** Burns until the input ends. */
  public static void main(String[] args) throws Exception {
    Thread.ofPlatform().daemon().start(KnownBurn::work);
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // goes on
    }
  }

  private static void work() {
    Deque<byte[]> kept = new ArrayDeque<>();
    while (true) {
      burnInThisFunction();
      allocateInThisFunction(kept);
    }
  }

  private static void burnInThisFunction() {
    long heat = System.nanoTime();
    for (int i = 0; i < 20_000_000; i++) {
      heat = heat * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
    }
    ash = heat;
  }

  private static void allocateInThisFunction(Deque<byte[]> kept) {
    for (int i = 0; i < 64; i++) {
      kept.addLast(new byte[100_000]);
      if (kept.size() > 100) {
        kept.removeFirst();
      }
    }
  }
}
