package dev.loadstone.app.history;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.history.Baseline;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.TrendPoint;
import java.util.List;
import java.util.Locale;

/** What a history shows, as JSON. A number that is not known is absent. */
public final class HistoryJson {
  private static final JsonMapper JSON = new JsonMapper();

  private HistoryJson() {}

  /** Returns runs. */
  public static String runs(List<RunEntry> runs) {
    ObjectNode json = document("loadstone/runs/1");
    ArrayNode list = json.putArray("runs");
    runs.forEach(run -> run(list.addObject(), run));
    return text(json);
  }

  /** Returns baselines. */
  public static String baselines(List<Baseline> baselines) {
    ObjectNode json = document("loadstone/baselines/1");
    ArrayNode list = json.putArray("baselines");
    for (Baseline baseline : baselines) {
      ObjectNode one = list.addObject();
      one.put("set_at", baseline.setAt().toString());
      run(one.putObject("run"), baseline.run());
    }
    return text(json);
  }

  /** Returns a trend. */
  public static String trend(TrendView view) {
    ObjectNode json = document("loadstone/trend/1");
    json.put("measure", view.series().name());
    json.put("unit", view.series().unit());
    json.put("higher_is_better", view.series().higherIsBetter());
    json.put("plan", view.plan());
    number(json, "noise", view.changes().noise());
    number(json, "correlation", view.changes().correlation());
    json.put("invalid_runs", view.invalid());
    json.put("environments", view.environments());
    ArrayNode changes = json.putArray("changes");
    for (ChangePoint change : view.changes().points()) {
      change(changes.addObject(), view, change);
    }
    ArrayNode values = json.putArray("values");
    List<TrendPoint> points = view.series().points();
    for (int i = 0; i < points.size(); i++) {
      ObjectNode one = values.addObject();
      one.put("run", points.get(i).run().id());
      one.put("started", points.get(i).run().started().toString());
      points.get(i).run().origin().commit().ifPresent(commit -> one.put("commit", commit));
      one.put("value", points.get(i).value());
      if (view.changes().outliers().contains(i)) {
        one.put("outlier", true);
      }
    }
    return text(json);
  }

  private static void change(ObjectNode json, TrendView view, ChangePoint change) {
    RunEntry run = view.first(change).run();
    json.put("index", change.index());
    json.put("run", run.id());
    json.put("started", run.started().toString());
    run.origin().commit().ifPresent(commit -> json.put("commit", commit));
    json.put("before", change.before());
    json.put("after", change.after());
    number(json, "ratio", change.ratio());
    number(json, "ratio_low", change.ratioInterval().low());
    number(json, "ratio_high", change.ratioInterval().high());
    json.put("confidence", change.confidence());
    json.put("direction", view.direction(change).name().toLowerCase(Locale.ROOT));
  }

  private static void run(ObjectNode json, RunEntry run) {
    json.put("id", run.id());
    json.put("started", run.started().toString());
    json.put("plan", run.plan());
    json.put("plan_hash", run.planHash());
    json.put("verdict", run.verdict().label());
    json.put("seconds", run.seconds());
    run.origin().branch().ifPresent(branch -> json.put("branch", branch));
    run.origin().commit().ifPresent(commit -> json.put("commit", commit));
    run.origin().folder().ifPresent(folder -> json.put("folder", folder));
    json.put("environment", run.environmentPrint());
    ObjectNode tags = json.putObject("tags");
    run.origin().tags().forEach(tags::put);
  }

  private static void number(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, value);
    }
  }

  private static ObjectNode document(String schema) {
    return JSON.createObjectNode().put("schema", schema);
  }

  private static String text(ObjectNode json) {
    return json.toPrettyString() + "\n";
  }
}
