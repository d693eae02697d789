package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.Target;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the instances of a target are, taken in turn: by requests, or, where each user has
 * connections of its own, by users, each of which stays with its instance. Thread-safe; taking a
 * turn allocates nothing.
 */
final class Instances {
  /** The number of a user that has no instance yet. */
  static final int NONE = -1;

  private final List<Origin> origins;
  private final boolean staying;
  private final AtomicInteger turns = new AtomicInteger();

  /**
   * Creates them.
   *
   * @param origins at least one; copied
   * @param staying whether a user stays with its instance
   */
  Instances(List<Origin> origins, boolean staying) {
    this.origins = List.copyOf(origins);
    this.staying = staying;
  }

  /** Returns the instances of a target. */
  static Instances of(Target target, HttpSettings settings) {
    return new Instances(
        target.instances().stream().map(Origin::of).toList(),
        settings.connections() == Connections.PER_USER);
  }

  /** Returns whether there are several. */
  boolean areSeveral() {
    return origins.size() > 1;
  }

  /**
   * Returns the number of the instance that a request goes to.
   *
   * @param before that of the user's request before; {@link #NONE} if there was none
   */
  int next(int before) {
    return staying && before != NONE ? before : turns.getAndIncrement() & Integer.MAX_VALUE;
  }

  /**
   * Returns an instance.
   *
   * @param number of any size; the first for {@link #NONE}
   */
  Origin at(int number) {
    return origins.get(number == NONE ? 0 : number % origins.size());
  }
}
