package dev.loadstone.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.Format;
import dev.loadstone.report.Overlay;
import dev.loadstone.report.Reports;
import dev.loadstone.web.live.LiveFeed;
import dev.loadstone.web.runs.ListedRun;
import dev.loadstone.web.runs.RunFolder;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The part of the API about runs that were. */
final class RunsApi {
  private static final int LIST_MAX = 500;
  private static final int DEFAULT_LIMIT = 100;
  private static final List<String> VERDICTS =
      Stream.concat(
              Stream.of(Verdict.values()).map(Verdict::label),
              Stream.of(RunFolder.CUT, RunFolder.RUNNING))
          .toList();

  private final RunFolder folder;
  private final LiveFeed feed;
  private final Desk desk;

  RunsApi(RunFolder folder, LiveFeed feed, Desk desk) {
    this.folder = folder;
    this.feed = feed;
    this.desk = desk;
  }

  /** Which runs are wanted. */
  private record Wanted(String text, String plan, String verdict, int limit) {
    static Wanted of(RoutingContext context) {
      return new Wanted(
          parameter(context, "text").toLowerCase(Locale.ROOT),
          parameter(context, "plan"),
          verdict(parameter(context, "verdict")),
          limit(parameter(context, "limit")));
    }

    private static String verdict(String text) {
      if (!text.isEmpty() && !VERDICTS.contains(text)) {
        throw new IllegalArgumentException(
            "verdict must be one of " + String.join(", ", VERDICTS) + ", got: " + text);
      }
      return text;
    }

    private static int limit(String text) {
      if (text.isEmpty()) {
        return DEFAULT_LIMIT;
      }
      int limit = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
      if (limit < 1 || limit > LIST_MAX) {
        throw new IllegalArgumentException(
            "limit must be from 1 to " + LIST_MAX + ", got: " + text);
      }
      return limit;
    }

    boolean fits(ListedRun run) {
      return (plan.isEmpty() || run.name().equals(plan))
          && (verdict.isEmpty() || run.verdict().equals(verdict))
          && (text.isEmpty()
              || (run.name() + " " + run.id()).toLowerCase(Locale.ROOT).contains(text));
    }
  }

  static String parameter(RoutingContext context, String name) {
    List<String> values = context.queryParam(name);
    return values.isEmpty() ? "" : values.getFirst();
  }

  void list(RoutingContext context) {
    Wanted wanted = Wanted.of(context);
    Work.on(
        context,
        () -> folder.list(feed.goingOn()),
        runs -> {
          List<ListedRun> fitting = runs.stream().filter(wanted::fits).toList();
          Answers.json(
              context,
              200,
              json -> {
                json.writeStartObject();
                json.writeNumberField("total", fitting.size());
                json.writeArrayFieldStart("runs");
                for (ListedRun run : fitting.stream().limit(wanted.limit()).toList()) {
                  write(json, run);
                }
                json.writeEndArray();
                names(
                    json, "plans", runs.stream().map(ListedRun::name).distinct().sorted().toList());
                json.writeEndObject();
              });
        });
  }

  private static void write(JsonGenerator json, ListedRun run) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", run.id());
    json.writeStringField("name", run.name());
    json.writeStringField("started", run.started());
    json.writeStringField("verdict", run.verdict());
    number(json, "seconds", run.seconds());
    number(json, "achieved_rate", run.achievedRate());
    number(json, "p95", run.p95());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String field, OptionalDouble value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(field, value.getAsDouble());
    } else {
      json.writeNullField(field);
    }
  }

  /** Answers with a run in one of the formats. */
  void report(RoutingContext context) {
    String id = part(context, "id");
    Optional<Format> format = Format.of(part(context, "format"));
    Optional<Path> run = folder.find(id);
    if (format.isEmpty()) {
      Answers.error(
          context, 404, "the format must be one of " + String.join(", ", Format.labels()));
    } else if (run.isEmpty()) {
      Answers.error(context, 404, "there is no such run");
    } else {
      boolean shown = format.get() == Format.HTML && parameter(context, "download").isEmpty();
      Work.on(
          context,
          () -> Reports.bytes(RunFolder.result(run.get()), format.get()),
          content -> {
            if (!shown) {
              context
                  .response()
                  .putHeader(
                      "Content-Disposition",
                      "attachment; filename=\"" + id + "-" + format.get().fileName() + "\"");
            }
            Answers.document(context, type(format.get()), content);
          });
    }
  }

  private static String part(RoutingContext context, String name) {
    return Objects.requireNonNullElse(context.pathParam(name), "");
  }

  private static String type(Format format) {
    return switch (format) {
      case JSON -> "application/json; charset=utf-8";
      case CSV -> "text/csv; charset=utf-8";
      case HTML -> "text/html; charset=utf-8";
      case TEXT -> "text/plain; charset=utf-8";
      case MD -> "text/markdown; charset=utf-8";
      case JUNIT -> "application/xml; charset=utf-8";
      case PDF -> "application/pdf";
      case BADGE -> "image/svg+xml";
    };
  }

  /** Answers with several runs side by side, as a page. */
  void compare(RoutingContext context) {
    List<String> ids = context.queryParam("run");
    if (ids.size() < 2 || ids.size() > Overlay.RUNS_MAX) {
      Answers.error(context, 400, "run must be given from 2 to " + Overlay.RUNS_MAX + " times");
      return;
    }
    List<Path> runs = new ArrayList<>();
    ids.forEach(id -> folder.find(id).ifPresent(runs::add));
    if (runs.size() < ids.size()) {
      Answers.error(context, 404, "there is no such run");
      return;
    }
    if (Set.copyOf(ids).size() < ids.size()) {
      Answers.error(context, 400, "each run must be another one; one is given twice");
      return;
    }
    Work.on(context, () -> overlay(runs), page -> html(context, page));
  }

  private static byte[] overlay(List<Path> runs) throws IOException {
    Set<String> plans = new TreeSet<>();
    for (Path run : runs) {
      plans.add(RunFolder.plan(run));
    }
    if (plans.size() > 1) {
      throw new IllegalArgumentException(
          "runs must be of one plan, got: " + String.join(", ", plans));
    }
    return Reports.page(Overlay.read(runs).withoutPlaces());
  }

  /** Answers with a figure over runs, as a page. */
  void trend(RoutingContext context) {
    String figure = parameter(context, "figure");
    Optional<String> plan = given(context, "plan");
    Work.on(
        context,
        () -> desk.trend(figure, plan),
        page ->
            page.ifPresentOrElse(
                found -> html(context, found),
                () -> Answers.error(context, 404, "no run has that figure: " + figure)));
  }

  /** What the history has. */
  private record Known(List<String> plans, List<String> figures) {}

  /** Answers with the names of plans and of figures. */
  void figures(RoutingContext context) {
    Optional<String> plan = given(context, "plan");
    Work.on(
        context,
        () -> new Known(desk.plans(), desk.figures(plan)),
        known ->
            Answers.json(
                context,
                200,
                json -> {
                  json.writeStartObject();
                  names(json, "plans", known.plans());
                  names(json, "figures", known.figures());
                  json.writeEndObject();
                }));
  }

  private static void names(JsonGenerator json, String field, List<String> names)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  static Optional<String> given(RoutingContext context, String name) {
    return Stream.of(parameter(context, name)).filter(text -> !text.isBlank()).findFirst();
  }

  private static void html(RoutingContext context, byte[] page) {
    Answers.document(context, type(Format.HTML), page);
  }
}
