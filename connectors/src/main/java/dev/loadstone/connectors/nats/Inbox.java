package dev.loadstone.connectors.nats;

import io.nats.client.Message;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What has arrived at a subscription and nobody has taken yet, oldest first. Thread-safe. */
final class Inbox {
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

  /**
   * A message.
   *
   * @param message as it came
   * @param at when the client handed it over
   */
  record Arrival(Message message, Instant at) {}

  void add(Message message) {
    arrivals.add(new Arrival(message, Instant.now()));
  }

  /** Awaits the next message and takes it. */
  Arrival take() throws InterruptedException {
    return arrivals.take();
  }
}
