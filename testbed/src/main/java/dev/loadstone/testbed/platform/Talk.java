package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;

/** Answers each message of a call that streams both ways; quickly, and without blocking. */
@FunctionalInterface
public interface Talk {
  /**
   * Returns the answer to a message, without its prefix.
   *
   * @param message without its prefix
   * @param number of the message in its call, from 0
   */
  Buffer reply(Buffer message, int number);
}
