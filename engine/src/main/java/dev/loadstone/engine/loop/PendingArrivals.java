package dev.loadstone.engine.loop;

import java.util.Arrays;

/**
 * Arrivals that are due but not started: a queue of times with their numbers and phases. Allocates
 * only to grow.
 */
final class PendingArrivals {
  private long[] times = new long[256];
  private long[] numbers = new long[256];
  private int[] phases = new int[256];
  private int head;
  private int size;

  void add(long intended, long number, int phase) {
    if (size == times.length) {
      grow();
    }
    int tail = (head + size) & (times.length - 1);
    times[tail] = intended;
    numbers[tail] = number;
    phases[tail] = phase;
    size++;
  }

  private void grow() {
    int old = times.length;
    times = Arrays.copyOf(times, old * 2);
    numbers = Arrays.copyOf(numbers, old * 2);
    phases = Arrays.copyOf(phases, old * 2);
    System.arraycopy(times, 0, times, old, head);
    System.arraycopy(numbers, 0, numbers, old, head);
    System.arraycopy(phases, 0, phases, old, head);
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long firstTime() {
    return times[head];
  }

  long firstNumber() {
    return numbers[head];
  }

  int firstPhase() {
    return phases[head];
  }

  void removeFirst() {
    head = (head + 1) & (times.length - 1);
    size--;
  }
}
