package dev.loadstone.app.view;

import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.run.RunStart;
import java.time.Duration;

/** What is about to happen, in a line. */
public final class Headline {
  private Headline() {}

  /** Returns for example {@code chat-mixed: closed load, 45s after 5s of warm-up}. */
  public static String of(RunStart start) {
    String warmUp =
        start.warmUpNanos() == 0 ? "" : " after " + length(start.warmUpNanos()) + " of warm-up";
    return start.name() + ": " + start.model() + " load, " + length(start.durationNanos()) + warmUp;
  }

  private static String length(long nanos) {
    return Durations.format(Duration.ofNanos(nanos));
  }
}
