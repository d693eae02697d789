package dev.loadstone.connectors.kafka;

import dev.loadstone.core.step.StepException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What has arrived and nobody has taken yet, oldest first; at last why no more comes. Thread-safe.
 */
final class Inbox {
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();

  private sealed interface Item {}

  private record Message(Arrival arrival) implements Item {}

  private record Failure(StepException cause) implements Item {}

  void add(Arrival arrival) {
    items.add(new Message(arrival));
  }

  /** Lets everybody who takes from now on fail, once what is there has been taken. */
  void fail(StepException cause) {
    items.add(new Failure(cause));
  }

  /** Returns how many are there. */
  int size() {
    return items.size();
  }

  /**
   * Awaits the next one and takes it.
   *
   * @throws StepException if no more comes
   */
  Arrival take() throws InterruptedException, StepException {
    Item item = items.take();
    if (item instanceof Failure failure) {
      items.add(failure);
      throw new StepException(failure.cause.error(), String.valueOf(failure.cause.getMessage()));
    }
    return ((Message) item).arrival;
  }
}
