package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Proof.Row;
import dev.loadstone.app.suite.Proof.Seen;
import java.util.List;
import java.util.Optional;

/** Which thresholds of a suite can fail, in words. */
public final class ProofText {
  private static final String TITLE = "Thresholds, and the defects under which they fail";
  private static final List<String> COLUMNS =
      List.of("Plan", "Threshold", "Healthy", "Defect", "Under the defect", "Proof");

  private ProofText() {}

  /** Returns the table, what is not proven, and a sum, as plain text. */
  public static String plain(Proof proof) {
    StringBuilder text = new StringBuilder(SuiteText.plain(List.of(table(proof))));
    if (!proof.unproven().isEmpty()) {
      text.append("\nNot proven\n");
      proof.unproven().forEach(row -> text.append("  ").append(why(row)).append('\n'));
    }
    return text.append('\n').append(sum(proof)).append('\n').toString();
  }

  /** Returns the same in Markdown. */
  public static String markdown(Proof proof) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(proof.suite().name()).append(": gates that can fail\n\n");
    text.append(sum(proof)).append("\n");
    SuiteText.table(text, table(proof));
    if (!proof.unproven().isEmpty()) {
      text.append("\n## Not proven\n\n");
      proof.unproven().forEach(row -> text.append("- ").append(why(row)).append('\n'));
    }
    return text.toString();
  }

  private static FilledTable table(Proof proof) {
    return new FilledTable(TITLE, COLUMNS, proof.rows().stream().map(ProofText::cells).toList());
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.plan(),
        row.told(),
        seen(row.healthy()),
        row.defect().orElse(FilledTable.NONE),
        seen(row.defective()),
        row.outcome().label());
  }

  private static String seen(Optional<Seen> seen) {
    return seen.map(ProofText::seen).orElse(FilledTable.NONE);
  }

  private static String seen(Seen seen) {
    String time = seen.time() == 1 ? "" : ", run " + seen.time();
    return seen.observed() + ", " + seen.verdict().label() + time;
  }

  private static String why(Row row) {
    String under = row.defect().map(name -> " (" + name + ")").orElse("");
    return row.plan() + ": " + row.told() + ": " + row.outcome().label() + under;
  }

  private static String sum(Proof proof) {
    return proof.proven() + " of " + proof.thresholds() + " thresholds proven.";
  }
}
