package dev.loadstone.benchmarks.notice;

import dev.loadstone.benchmarks.notice.Annotated.Score;
import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.core.change.ChangePoint;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The table of scores on series in which people marked changes. */
public final class AnnotatedTable {
  private static final List<String> PUBLISHED = List.of("pelt", "binseg", "bocpd", "amoc", "ecp");

  private AnnotatedTable() {}

  /** Returns the table: mean scores of each method over all series. */
  public static String text() {
    List<Annotated> all = Annotated.all();
    Markdown table = new Markdown("method", "F1", "cover");
    for (Method method : Method.values()) {
      row(table, method.title(), all, series -> scored(method, series));
    }
    for (String name : PUBLISHED) {
      row(table, name + ", default, as published", all, series -> published(series, name));
    }
    return table.text() + "\n" + all.size() + " series.\n";
  }

  private static void row(
      Markdown table, String title, List<Annotated> all, Function<Annotated, Score> scorer) {
    List<Score> scores = all.stream().map(scorer).toList();
    table.row(
        title,
        mean(scores.stream().mapToDouble(Score::f1).average().orElseThrow()),
        mean(scores.stream().mapToDouble(Score::cover).average().orElseThrow()));
  }

  static Score scored(Method method, Annotated series) {
    return series.score(method.find(series.array()).stream().map(ChangePoint::index).toList());
  }

  static Score published(Annotated series, String name) {
    Score score = series.published().get(name);
    if (score == null) {
      throw new IllegalStateException(series.name() + " must have a score of " + name);
    }
    return score;
  }

  private static String mean(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
