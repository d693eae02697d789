package dev.loadstone.report;

import dev.loadstone.report.CsvReport.Table;
import dev.loadstone.report.Overlay.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Several runs side by side as a table for spreadsheets: base units, an empty cell for what is not
 * known. A difference is a share of the first run's figure: 0.1 is a tenth more.
 */
final class OverlayCsv {
  private OverlayCsv() {}

  /** Returns one row per figure; the first rows tell which run is which. */
  static String of(Overlay overlay) {
    Table table = new Table();
    List<String> header = new ArrayList<>(List.of("step", "figure", "unit", "A"));
    for (Run run : overlay.runs().subList(1, overlay.runs().size())) {
      header.add(run.letter());
      header.add(run.letter() + "_difference");
    }
    table.row(header);
    table.row(words(overlay, "directory", Run::directory));
    table.row(words(overlay, "started", run -> run.result().start().started().toString()));
    table.row(words(overlay, "verdict", run -> run.result().verdict().label()));
    for (OverlayRow row : OverlayRow.of(overlay)) {
      List<String> cells = new ArrayList<>(List.of(row.step(), row.name(), row.unit().label()));
      cells.add(CsvReport.number(row.values().getFirst()));
      for (int i = 1; i < overlay.runs().size(); i++) {
        cells.add(CsvReport.number(row.values().get(i)));
        cells.add(CsvReport.number(row.difference(i)));
      }
      table.row(cells);
    }
    return table.text();
  }

  private static List<String> words(Overlay overlay, String name, Function<Run, String> word) {
    List<String> cells = new ArrayList<>(List.of("", name, "text"));
    cells.add(word.apply(overlay.first()));
    for (Run run : overlay.runs().subList(1, overlay.runs().size())) {
      cells.add(word.apply(run));
      cells.add("");
    }
    return cells;
  }
}
