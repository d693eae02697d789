package dev.loadstone.web.live;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells viewers of one run at a time. A viewer gets the state, then each message after it; one that
 * has missed some gets those if they are few and still kept, else the state anew. So memory does
 * not depend on how slow a viewer is. Thread-safe; listeners are called by the thread that tells of
 * the run, and must be quick.
 */
public final class LiveFeed implements RunObserver {
  private static final int KEPT_MAX = 120;
  private static final String STATE = "state";
  private static final String IDLE = "{\"run\":null}";

  private final String epoch = Long.toHexString(ThreadLocalRandom.current().nextLong());
  private final List<Consumer<Message>> listeners = new CopyOnWriteArrayList<>();
  private final Deque<Message> kept = new ArrayDeque<>(); // guarded by this
  private long sequence; // guarded by this
  private String announced = ""; // guarded by this
  private @Nullable LiveRun run; // guarded by this
  private @Nullable Message state; // guarded by this: of the sequence, once somebody asked

  /**
   * What a viewer is told.
   *
   * @param sequence counts up by one
   * @param event {@code state}: all of a run; {@code interval}: a second more; {@code news}:
   *     something happened
   * @param data JSON on one line
   */
  public record Message(long sequence, String event, String data) {}

  /** Creates a feed that shows nothing. */
  public LiveFeed() {}

  /** Adds a listener; it hears of every message but the states that single viewers ask for. */
  public void listen(Consumer<Message> listener) {
    listeners.add(listener);
  }

  /** Sets by what name the next run is known: that of its folder. */
  public synchronized void announce(String id) {
    announced = id;
  }

  /** Returns the id of the run that is shown; empty if there is none. */
  public synchronized Optional<String> shown() {
    return Optional.ofNullable(run).map(LiveRun::id);
  }

  /** Returns the id of the run that goes on; empty if none does. */
  public synchronized Optional<String> goingOn() {
    return Optional.ofNullable(run).filter(shown -> !shown.isOver()).map(LiveRun::id);
  }

  /** Returns the state, with the sequence of the last message that is in it. */
  public synchronized Message state() {
    if (state == null || state.sequence() != sequence) {
      state = new Message(sequence, STATE, run == null ? IDLE : run.state());
    }
    return state;
  }

  /**
   * Returns the messages after one.
   *
   * @param max how many at most
   * @return empty if they are more, not kept any more, or of another time
   */
  public synchronized Optional<List<Message>> since(long last, int max) {
    long missed = sequence - last;
    if (missed < 0 || missed > Math.min(max, kept.size())) {
      return Optional.empty();
    }
    return Optional.of(kept.stream().filter(message -> message.sequence() > last).toList());
  }

  /** Returns the id of a message for a viewer, by which it can go on where it was. */
  public String id(Message message) {
    return epoch + "-" + message.sequence();
  }

  /** Returns the sequence of such an id; empty if it is of another feed or none. */
  public Optional<Long> sequence(String id) {
    if (!id.startsWith(epoch + "-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(id.substring(epoch.length() + 1)));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private void tell(String event, String data) {
    Message message;
    synchronized (this) {
      sequence++;
      message = new Message(sequence, event, data);
      kept.addLast(message);
      if (kept.size() > KEPT_MAX) {
        kept.removeFirst();
      }
    }
    listeners.forEach(listener -> listener.accept(message));
  }

  @Override
  public void started(RunStart start) {
    String data;
    synchronized (this) {
      LiveRun begun = new LiveRun(announced, start);
      run = begun;
      kept.clear();
      data = begun.state();
    }
    tell(STATE, data);
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    Optional<String> data;
    synchronized (this) {
      data = run == null ? Optional.empty() : run.interval(interval);
    }
    data.ifPresent(text -> tell("interval", text));
  }

  @Override
  public synchronized void failure(FailureSample sample) {
    if (run != null) {
      run.failure(sample); // told with the next interval
    }
  }

  @Override
  public void adjusted(Adjustment adjustment) {
    news(shown -> shown.adjusted(adjustment));
  }

  @Override
  public void ended(RunEnd end) {
    news(shown -> shown.ended(end));
  }

  /** Tells what was made of the run that ended. */
  public void judged(String verdict, List<String> reasons) {
    news(shown -> shown.judged(verdict, reasons));
  }

  private void news(Consumer<LiveRun> change) {
    String data;
    synchronized (this) {
      if (run == null) {
        return;
      }
      change.accept(run);
      data = run.news();
    }
    tell("news", data);
  }
}
