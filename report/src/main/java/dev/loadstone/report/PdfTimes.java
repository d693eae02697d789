package dev.loadstone.report;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.report.Moments.Moment;
import dev.loadstone.report.pdf.Mark;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** What all charts over time of a PDF document have in common: phases shaded, moments marked. */
final class PdfTimes {
  private static final double NANOS = 1e9;
  private static final int PER_LETTER = 5;

  /** The room for a moment's number, in CSS pixels; what stands closer is told together. */
  private static final double ROOM = 14;

  private final List<PhaseWindow> phases;
  private final List<Moment> moments;
  private final double end;
  private final Palette palette;

  PdfTimes(RunResult result, Palette palette) {
    end = TimelineColumns.of(result.timeline()).end();
    phases =
        result.start().phases().stream().filter(phase -> phase.startNanos() / NANOS < end).toList();
    moments = Moments.of(result).stream().filter(moment -> moment.at() < end).toList();
    this.palette = palette;
  }

  /** Returns where the axis ends, in seconds. */
  double end() {
    return end;
  }

  /** Returns phases as bands, what is warm-up darker. */
  List<Mark> bands() {
    List<Mark> bands = new ArrayList<>();
    for (PhaseWindow phase : phases) {
      boolean isOdd = bands.size() % 2 == 1;
      Color color =
          phase.isWarmUp() ? palette.of("warmup") : isOdd ? palette.of("phase") : Color.WHITE;
      bands.add(new Mark.Band(phase.startNanos() / NANOS, ends(phase), color));
    }
    return bands;
  }

  private double ends(PhaseWindow phase) {
    return Math.min(end, phase.endNanos() / NANOS);
  }

  /** Returns lines where phases begin, and dashed ones where something happened. */
  List<Mark> uprights() {
    List<Mark> uprights = new ArrayList<>();
    phases.stream()
        .skip(1)
        .forEach(phase ->
            uprights.add(new Mark.Upright(phase.startNanos() / NANOS, palette.of("line"), false)));
    moments.forEach(
        moment -> uprights.add(new Mark.Upright(moment.at(), palette.of(moment.color()), true)));
    return uprights;
  }

  /** Returns the names of phases, where there is room for them; none if there is but one phase. */
  List<PdfStrip.Word> names() {
    List<PdfStrip.Word> names = new ArrayList<>();
    for (PhaseWindow phase : phases.size() > 1 ? phases : List.<PhaseWindow>of()) {
      double left = place(phase.startNanos() / NANOS);
      double right = place(ends(phase));
      boolean fits = right - left > PER_LETTER * (phase.name().length() + 2);
      names.add(new PdfStrip.Word(left, right, fits ? phase.name() : ""));
    }
    return names;
  }

  /** Returns the numbers that moments have in the list of them, {@code 2–4} of what is close. */
  List<PdfStrip.Word> numbers() {
    List<PdfStrip.Word> numbers = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < moments.size(); i++) {
      boolean isLast =
          i + 1 == moments.size()
              || place(moments.get(i + 1).at()) - place(moments.get(first).at()) >= 2 * ROOM;
      if (isLast) {
        String text = first == i ? "" + (i + 1) : (first + 1) + "–" + (i + 1);
        double middle = (place(moments.get(first).at()) + place(moments.get(i).at())) / 2;
        numbers.add(new PdfStrip.Word(middle - ROOM, middle + ROOM, text));
        first = i + 1;
      }
    }
    return apart(numbers);
  }

  /** Lets a word begin where the one before it ends. */
  private static List<PdfStrip.Word> apart(List<PdfStrip.Word> words) {
    List<PdfStrip.Word> apart = new ArrayList<>();
    for (PdfStrip.Word word : words) {
      double overlap = apart.isEmpty() ? 0 : Math.max(0, apart.getLast().right() - word.left());
      if (overlap > 0) {
        PdfStrip.Word before = apart.removeLast();
        apart.add(
            new PdfStrip.Word(
                before.left() + overlap / 2, before.right() - overlap / 2, before.text()));
      }
      apart.add(
          new PdfStrip.Word(word.left() + overlap / 2, word.right() - overlap / 2, word.text()));
    }
    return apart;
  }

  private double place(double seconds) {
    return PdfChart.LEFT + seconds / end * PdfChart.WIDTH;
  }
}
