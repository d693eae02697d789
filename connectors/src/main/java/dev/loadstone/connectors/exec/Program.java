package dev.loadstone.connectors.exec;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A program that was started. */
interface Program {
  /** Returns what it reads. */
  OutputStream stdin();

  /** Returns what it writes. */
  InputStream stdout();

  /** Returns what it complains of. */
  InputStream stderr();

  /**
   * Awaits its end.
   *
   * @throws InterruptedException if the thread is interrupted; the program goes on
   */
  Exit await() throws InterruptedException;

  /** Kills it with everything that it has started. Does nothing if it has ended. */
  void killTree();

  /**
   * How a program ended.
   *
   * @param code its exit code; 128 plus the signal's number if a signal ended it
   * @param usage what it used; empty where the system does not tell
   */
  record Exit(int code, Optional<Usage> usage) {}

  /**
   * What a program used.
   *
   * @param userNanos of processors, in user mode, with all descendants that it waited for
   * @param systemNanos of processors, in the kernel, with all descendants that it waited for
   * @param peakRssBytes the most memory it had resident; empty if that is not known
   */
  record Usage(long userNanos, long systemNanos, OptionalLong peakRssBytes) {}
}
