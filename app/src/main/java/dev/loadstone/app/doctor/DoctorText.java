package dev.loadstone.app.doctor;

import java.util.Locale;

/** A diagnosis for a person. */
public final class DoctorText {
  private static final int INDENT = 8;

  private DoctorText() {}

  /** Returns the lines, each with a line break at its end. */
  public static String of(Diagnosis diagnosis) {
    int width =
        diagnosis.findings().stream().mapToInt(finding -> finding.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Finding finding : diagnosis.findings()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-" + INDENT + "s %-" + width + "s  %s%n",
              finding.level().label(),
              finding.name(),
              finding.sentence()));
      if (!finding.fix().isEmpty()) {
        text.append(" ".repeat(INDENT + width + 3)).append("→ ").append(finding.fix()).append('\n');
      }
    }
    text.append('\n');
    diagnosis.conclusion().forEach(sentence -> text.append(sentence).append('\n'));
    return text.toString();
  }
}
