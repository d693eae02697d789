package dev.loadstone.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loadstone.core.verdict.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A history as lines of JSON: a run with its figures on each, then the baselines. What is read
 * equals what was written; numbers are not rounded.
 */
public final class HistoryLines {
  private static final String SCHEMA = "loadstone/history/1";
  private static final JsonMapper JSON = new JsonMapper();

  private HistoryLines() {}

  /**
   * What an import did.
   *
   * @param added runs
   * @param known runs that were there already
   * @param baselines that were set, where a plan had none
   */
  public record Imported(int added, int known, int baselines) {}

  /**
   * Writes runs of a history, and the baselines among them.
   *
   * @throws HistoryException if the history cannot be read
   * @throws IOException if the lines cannot be written
   */
  public static void write(History history, Filter filter, Appendable out)
      throws HistoryException, IOException {
    List<String> ids = new ArrayList<>();
    try {
      history.forEach(
          filter,
          run -> {
            ids.add(run.entry().id());
            append(out, line(run));
          });
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
    for (Baseline baseline : history.baselines()) {
      if (ids.contains(baseline.run().id())) {
        ObjectNode line = JSON.createObjectNode();
        line.put("schema", SCHEMA);
        line.put("baseline", baseline.run().id());
        line.put("set_at", baseline.setAt().toString());
        append(out, line.toString());
      }
    }
  }

  private static void append(Appendable out, String line) {
    try {
      out.append(line).append('\n');
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /**
   * Adds what lines tell. Runs that are known stay as they are, and so does a plan's baseline.
   *
   * @param name of the source, for messages
   * @throws HistoryException if a line is wrong, or the history cannot be written; the lines before
   *     it are kept
   * @throws IOException if the lines cannot be read
   */
  public static Imported read(History history, BufferedReader in, String name)
      throws HistoryException, IOException {
    int added = 0;
    int known = 0;
    int baselines = 0;
    int number = 0;
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      number++;
      if (text.isBlank()) {
        continue;
      }
      Line line = new Line(parsed(text, name + ":" + number), name + ":" + number);
      line.requireSchema();
      if (line.json().has("baseline")) {
        RunEntry run = history.run(line.text("baseline"));
        if (history.baseline(run.plan()).isEmpty()) {
          history.setBaseline(run.id(), line.instant("set_at"));
          baselines++;
        }
      } else if (history.add(line.run())) {
        added++;
      } else {
        known++;
      }
    }
    return new Imported(added, known, baselines);
  }

  private static String line(RunRecord run) {
    RunEntry entry = run.entry();
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", SCHEMA);
    json.put("id", entry.id());
    json.put("started", entry.started().toString());
    json.put("plan", entry.plan());
    json.put("plan_hash", entry.planHash());
    json.put("verdict", entry.verdict().label());
    json.put("seconds", entry.seconds());
    entry.origin().branch().ifPresent(branch -> json.put("branch", branch));
    entry.origin().commit().ifPresent(commit -> json.put("commit", commit));
    entry.origin().folder().ifPresent(folder -> json.put("folder", folder));
    ObjectNode tags = json.putObject("tags");
    entry.origin().tags().forEach(tags::put);
    ObjectNode environment = json.putObject("environment");
    entry.environment().forEach(environment::put);
    ObjectNode figures = json.putObject("figures");
    for (Figure figure : run.figures()) {
      ObjectNode one = figures.putObject(figure.name());
      one.put("value", figure.value());
      one.put("unit", figure.unit());
      one.put("higher_is_better", figure.higherIsBetter());
    }
    return json.toString();
  }

  private static JsonNode parsed(String text, String place) throws HistoryException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new HistoryException(
          place
              + ": the line must be a JSON object, as loadstone history export writes it: "
              + wrong.getOriginalMessage(),
          wrong);
    }
  }

  /** A line and where it stands. */
  private record Line(JsonNode json, String place) {
    void requireSchema() throws HistoryException {
      if (!text("schema").equals(SCHEMA)) {
        throw new HistoryException(
            place + ": schema must be " + SCHEMA + ", got: " + text("schema"));
      }
    }

    String text(String key) throws HistoryException {
      JsonNode value = json.path(key);
      if (!value.isTextual()) {
        throw wrong(key, "a text", value);
      }
      return value.textValue();
    }

    Instant instant(String key) throws HistoryException {
      try {
        return Instant.parse(text(key));
      } catch (DateTimeException notOne) {
        throw wrong(key, "a time as 2026-01-31T10:15:00Z", json.path(key));
      }
    }

    private Optional<String> maybe(String key) throws HistoryException {
      return json.has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    private Map<String, String> texts(String key) throws HistoryException {
      Map<String, String> texts = new TreeMap<>();
      for (Map.Entry<String, JsonNode> one : json.path(key).properties()) {
        if (!one.getValue().isTextual()) {
          throw wrong(key + "." + one.getKey(), "a text", one.getValue());
        }
        texts.put(one.getKey(), one.getValue().textValue());
      }
      return texts;
    }

    private double number(JsonNode from, String key, String path) throws HistoryException {
      JsonNode value = from.path(key);
      if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
        throw wrong(path, "a number", value);
      }
      return value.doubleValue();
    }

    private Verdict verdict() throws HistoryException {
      String label = text("verdict");
      for (Verdict verdict : Verdict.values()) {
        if (verdict.label().equals(label)) {
          return verdict;
        }
      }
      throw wrong("verdict", "pass, warn, fail, inconclusive or invalid", json.path("verdict"));
    }

    RunRecord run() throws HistoryException {
      List<Figure> figures = new ArrayList<>();
      for (Map.Entry<String, JsonNode> one : json.path("figures").properties()) {
        JsonNode figure = one.getValue();
        String path = "figures." + one.getKey();
        figures.add(
            new Figure(
                one.getKey(),
                number(figure, "value", path + ".value"),
                figure.path("unit").asText(""),
                figure.path("higher_is_better").asBoolean(false)));
      }
      Origin origin = new Origin(maybe("branch"), maybe("commit"), texts("tags"), maybe("folder"));
      RunEntry entry =
          new RunEntry(
              text("id"),
              instant("started"),
              text("plan"),
              text("plan_hash"),
              verdict(),
              number(json, "seconds", "seconds"),
              origin,
              texts("environment"));
      return new RunRecord(entry, figures);
    }

    private HistoryException wrong(String key, String expected, JsonNode value) {
      String got = value.isMissingNode() ? "nothing" : value.toString();
      return new HistoryException(place + ": " + key + " must be " + expected + ", got: " + got);
    }
  }
}
