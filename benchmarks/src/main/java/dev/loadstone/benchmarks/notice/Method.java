package dev.loadstone.benchmarks.notice;

import dev.loadstone.core.change.ChangeDetector;
import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.core.change.WindowedEnergy;
import java.util.List;

/** A way to find changes. */
enum Method {
  LOADSTONE("Loadstone"),
  OTAVA("Otava's method"),
  NOTHING("nothing (zero)");

  private final String title;

  Method(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  List<ChangePoint> find(double[] values) {
    return switch (this) {
      case LOADSTONE -> ChangeDetector.find(values).points();
      case OTAVA -> WindowedEnergy.DEFAULT.find(values);
      case NOTHING -> List.of();
    };
  }
}
