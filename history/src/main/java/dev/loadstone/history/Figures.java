package dev.loadstone.history;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.SeriesSummary;
import dev.loadstone.core.verdict.ThresholdResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All summary figures of a result, by the names that plans give them. */
final class Figures {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./ -]+");

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  private Figures() {}

  /** Returns the figures, each name once. */
  static List<Figure> of(RunResult result) {
    Figures all = new Figures();
    all.rates(result);
    result.measures().forEach(all::times);
    all.counters(result);
    result.series().forEach(all::series);
    result.thresholds().forEach(all::threshold);
    return List.copyOf(all.figures.values());
  }

  private void rates(RunResult result) {
    one(Measure.ERROR_RATIO, Tags.NONE, result.errorRatio());
    one(Measure.ACHIEVED_RATE, Tags.NONE, result.achievedRate());
    one(Measure.OFFERED_RATE, Tags.NONE, result.offeredRate());
    for (Measure share : List.of(Measure.GOODPUT_RATIO, Measure.CHECK_RATIO, Measure.HIT_RATIO)) {
      one(share, Tags.NONE, result.value(share.label()));
    }
    add("operation_rate", result.load().operationRate(), Measure.OPERATION_RATE);
    add("dropped", result.load().dropped(), Measure.DROPPED);
    for (String step : result.start().steps()) {
      Tags at = Tags.of(Tag.STEP, step);
      one(Measure.ERROR_RATIO, at, result.errorRatio(step));
      one(Measure.ACHIEVED_RATE, at, result.achievedRate(step));
    }
  }

  private void times(MeasureSummary summary) {
    String name = summary.measure().label() + braces(summary.tags());
    Measure measure = summary.measure();
    add(name + ".mean", summary.mean(), measure);
    add(name + ".min", summary.min(), measure);
    add(name + ".max", summary.max(), measure);
    add(name + ".stddev", summary.stddev(), measure);
    summary
        .percentiles()
        .forEach((statistic, value) -> percentile(name, statistic, value, measure));
  }

  private void percentile(String name, Statistic statistic, double value, Measure measure) {
    add(name + "." + statistic.label(), value, measure);
  }

  /** Counters of the whole, all parts together. */
  private void counters(RunResult result) {
    Map<String, Long> totals = new TreeMap<>();
    for (CounterTotal total : result.counters()) {
      totals.merge(total.key().name(), total.value(), Long::sum);
    }
    totals.forEach((name, value) ->
        Measure.of(name)
            .filter(measure -> measure.kind() == Measure.Kind.COUNT)
            .ifPresent(measure -> {
              add(name + ".count", value, measure);
              add(name + ".rate", value / result.duration(), measure);
            }));
  }

  private void series(SeriesSummary summary) {
    String name = summary.series().name();
    String unit = summary.series().unit().label();
    put(new Named(name + ".min", summary.min(), unit, false));
    put(new Named(name + ".mean", summary.mean(), unit, false));
    put(new Named(name + ".max", summary.max(), unit, false));
  }

  /** What a plan judges is worth a look later, even if it is arithmetic. */
  private void threshold(ThresholdResult judged) {
    if (judged.threshold().composite().isPresent()) {
      String expression = judged.threshold().expression();
      int end = comparison(expression);
      if (end > 0) {
        put(
            new Named(
                expression.substring(0, end).strip(),
                judged.observed(),
                judged.threshold().measure().kind().unit(),
                judged.threshold().operator().isLowerLimit()));
      }
    }
  }

  /** Returns where the comparison stands, outside braces; -1 if there is none. */
  private static int comparison(String expression) {
    int depth = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && "<>=!".indexOf(c) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private record Named(String name, double value, String unit, boolean higherIsBetter) {}

  private void one(Measure measure, Tags tags, OptionalDouble value) {
    value.ifPresent(known -> add(measure.label() + braces(tags), known, measure));
  }

  private void add(String name, double value, Measure measure) {
    put(new Named(name, value, measure.kind().unit(), measure.higherIsBetter()));
  }

  private void put(Named named) {
    if (Double.isFinite(named.value())) {
      figures.putIfAbsent(
          named.name(),
          new Figure(named.name(), named.value(), named.unit(), named.higherIsBetter()));
    }
  }

  /** Returns tags as plans write them: <code>{scenario=a,step="b, c"}</code>. */
  private static String braces(Tags tags) {
    if (tags.values().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("{");
    tags.values()
        .forEach((name, value) ->
            text.append(text.length() == 1 ? "" : ",")
                .append(name)
                .append('=')
                .append(PLAIN.matcher(value).matches() ? value : '"' + value + '"'));
    return text.append('}').toString();
  }
}
