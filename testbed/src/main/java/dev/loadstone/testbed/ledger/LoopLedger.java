package dev.loadstone.testbed.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The part of the ledger that one event loop writes. Only that loop may use it, so that writing
 * needs no locks.
 *
 * <p>An operation remembers the volume in which its arrival was counted, and its end is counted
 * only in that one: a new ledger knows nothing of operations that were under way when it was begun.
 * On a WebSocket, which may last for long, each message does so for itself.
 */
public final class LoopLedger {
  private final Executor loop;
  private final @Nullable RouteRecorder[] recorders;
  private final RouteRecorder lost = new RouteRecorder();
  private int volume;

  LoopLedger(Executor loop, int routes) {
    this.loop = loop;
    recorders = new RouteRecorder[routes];
  }

  /** Returns the number of the ledger that is being written. */
  public int volume() {
    return volume;
  }

  /**
   * Returns where to write.
   *
   * @param route its index
   * @param inVolume when the operation arrived; what belongs to an earlier ledger is lost
   */
  public RouteRecorder route(int route, int inVolume) {
    if (inVolume != volume) {
      return lost;
    }
    RouteRecorder recorder = recorders[route];
    if (recorder == null) {
      recorder = new RouteRecorder();
      recorders[route] = recorder;
    }
    return recorder;
  }

  Executor loop() {
    return loop;
  }

  /** Hands over everything written since the last time. */
  Part take() {
    List<@Nullable RouteRecorder> taken = new ArrayList<>(recorders.length);
    for (RouteRecorder recorder : recorders) {
      taken.add(recorder);
    }
    Arrays.fill(recorders, null);
    return new Part(volume, taken);
  }

  void begin(int newVolume) {
    Arrays.fill(recorders, null);
    volume = newVolume;
  }

  /**
   * A part of a ledger.
   *
   * @param recorders by the index of the route; null where it was not asked for
   */
  record Part(int volume, List<@Nullable RouteRecorder> recorders) {}
}
