package dev.loadstone.core.gate;

import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.core.compare.Subject;
import java.util.Locale;

/**
 * A change of a figure over runs, and what to think of it.
 *
 * @param subject which figure
 * @param point where its level changed, and by how much; indexes are of the runs that have the
 *     figure
 * @param first the first run at the new level
 * @param age how many runs have the figure from that one on, at least 3
 * @param now the figure's present level
 * @param state what to think of it
 */
public record WatchedChange(
    Subject subject, ChangePoint point, PastRun first, int age, double now, State state) {
  /** What to think of a change. */
  public enum State {
    /** Fresh, for the worse, beyond the tolerance, and still there. */
    ALARM("alarm"),
    /** The same, but it may pass: too few runs were made since. */
    WAITING("waits"),
    /** The level has come back, or the runs in question lie nearer to the old one. */
    BACK("has come back"),
    /** One of so many figures may show as much by chance. */
    UNSURE("may be chance"),
    /** It began too long ago to be news. */
    OLD("old"),
    /** Within the tolerance. */
    SMALL("within the tolerance"),
    /** For the better. */
    BETTER("better");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** Returns the name in documents, for example {@code waiting}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns it for a person. */
    public String words() {
      return words;
    }
  }
}
