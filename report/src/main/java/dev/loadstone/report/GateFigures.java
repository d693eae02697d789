package dev.loadstone.report;

import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.core.gate.Gate;
import dev.loadstone.core.gate.WatchedChange;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.quantity.Ratios;
import java.util.Locale;

/** What gates tell, as every report of one words it. */
final class GateFigures {
  private static final double SURE = 0.9999;

  private GateFigures() {}

  /** Returns what the whole comes to, a line. */
  static String headline(Gate gate) {
    return gate.answer().words() + ": " + gate.subject();
  }

  /** Returns the level before a change. */
  static String before(WatchedChange change) {
    return Figures.inUnit(change.subject().unit(), change.point().before());
  }

  /** Returns the level after a change. */
  static String after(WatchedChange change) {
    return Figures.inUnit(change.subject().unit(), change.point().after());
  }

  /** Returns the size of a change, signed: {@code +25.1 % (+24.0 % to +26.2 %)}. */
  static String size(WatchedChange change) {
    ChangePoint point = change.point();
    double difference = point.after() - point.before();
    if (change.subject().isShare()) {
      return signed(difference, Decimals.plain(Decimals.rounded(Math.abs(difference) * 100, 3)))
          + " points";
    }
    if (Double.isNaN(point.ratio())) {
      return signed(difference, Figures.inUnit(change.subject().unit(), Math.abs(difference)));
    }
    String size = percent(point.ratio());
    return Double.isNaN(point.ratioInterval().low())
        ? size
        : size
            + " ("
            + percent(point.ratioInterval().low())
            + " to "
            + percent(point.ratioInterval().high())
            + ")";
  }

  private static String percent(double ratio) {
    return signed(ratio - 1, Ratios.human(Math.abs(ratio - 1)));
  }

  private static String signed(double value, String text) {
    return (value < 0 ? "−" : "+") + text;
  }

  /** Returns how sure a change is. */
  static String confidence(WatchedChange change) {
    double confidence = change.point().confidence();
    return confidence > SURE
        ? "> 99.99 %"
        : String.format(Locale.ROOT, "%.2f %%", confidence * 100);
  }

  /** Returns what is to be known of a change, a sentence without a full stop. */
  static String sentence(WatchedChange change) {
    return change.subject().name()
        + " went from "
        + before(change)
        + " to "
        + after(change)
        + ", "
        + size(change)
        + ", with "
        + change.first().shown()
        + ", "
        + Figures.count(change.age(), "run")
        + " ago: "
        + change.state().words();
  }
}
