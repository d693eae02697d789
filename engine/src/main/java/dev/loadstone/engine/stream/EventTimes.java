package dev.loadstone.engine.stream;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.plan.EventTime;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.engine.json.Found;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.record.ExtraRecorder;
import dev.loadstone.engine.value.Instants;
import org.jspecify.annotations.Nullable;

/** How long the events of one stream took, by the instants that they tell. Not thread-safe. */
final class EventTimes {
  private static final long NONE = Long.MIN_VALUE;

  private final EventTime time;
  private final JsonScanner.Path path;
  private final @Nullable ServerClock clock;
  private final Found found = new Found();
  private long firstMade;
  private long firstWall;
  private long firstNanos;

  /**
   * Creates one.
   *
   * @param clock of the target, which all of the step's streams share; null if it shows the same
   *     time as this machine's
   */
  EventTimes(EventTime time, @Nullable ServerClock clock) {
    this.time = time;
    this.clock = clock;
    path = new JsonScanner.Path(time.path());
    begin();
  }

  /** Makes ready for another stream. */
  void begin() {
    firstMade = NONE;
  }

  /**
   * Takes an event.
   *
   * @param wall when it was read, by the machine's clock
   * @param nanos the same by the loop's
   */
  void take(byte[] data, int from, int to, long wall, long nanos, ExtraRecorder recorder) {
    if (!found.find(data, from, to, path)) {
      return;
    }
    long made = Instants.parse(found.data(), found.from(), found.to(), time.unit());
    if (made == Instants.NONE) {
      return;
    }
    if (firstMade == NONE) {
      firstMade = made;
      firstWall = wall;
      firstNanos = nanos;
    }
    long difference = wall - made;
    if (clock != null) {
      recorder.time(Measure.EVENT_LATENCY, difference - clock.arrived(difference, nanos));
      return;
    }
    if (difference < 0) {
      recorder.count(CounterKey.EVENTS_EARLY, 1);
    }
    recorder.time(Measure.EVENT_LATENCY, Math.max(0, difference));
  }

  /**
   * Tells how exact that is.
   *
   * @param sent when the request was sent, by the loop's clock; {@link Long#MIN_VALUE} if unknown
   */
  void over(long sent, ExtraRecorder recorder) {
    if (clock == null || firstMade == NONE || sent == NONE) {
      return;
    }
    long sentWall = firstWall - (firstNanos - sent);
    long grain = Instants.grain(time.unit());
    recorder.time(Measure.CLOCK_UNCERTAINTY, clock.sent(sentWall - firstMade - grain, firstNanos));
  }
}
