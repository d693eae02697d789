package dev.loadstone.report.imports;

import java.io.IOException;

/**
 * Reads what oha prints without its live view. Times are of all responses, whatever their status;
 * requests without a response are failures, and in the rate that it prints.
 *
 * <p><b>Source:</b> hatoo/oha, {@code src/printer.rs}.
 */
record OhaText() implements ForeignFormat {
  @Override
  public Tool tool() {
    return Tool.OHA;
  }

  @Override
  public String label() {
    return "what it prints, --no-tui";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.has("Summary:", "Success rate:", "Requests/sec:");
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
