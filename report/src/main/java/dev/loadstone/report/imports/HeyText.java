package dev.loadstone.report.imports;

import java.io.IOException;

/**
 * Reads what hey prints. Times are of all responses, whatever their status; requests without a
 * response are failures, and in the rate that it prints.
 *
 * <p><b>Source:</b> rakyll/hey, {@code requester/print.go}.
 */
record HeyText() implements ForeignFormat {
  @Override
  public Tool tool() {
    return Tool.HEY;
  }

  @Override
  public String label() {
    return "what it prints";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.has("Summary:", "Requests/sec:", "Slowest:")
        && !beginning.has("Success rate:");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SummaryLines summary = new SummaryLines(PrintedText.of(sources.file()));
    FigureSheet sheet = new FigureSheet(sources.file());
    summary.addTo(sheet);
    return sheet.run(
        Provenance.of(this, sources, ""), sources.file().modified(), summary.length(sheet));
  }
}
