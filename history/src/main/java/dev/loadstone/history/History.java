package dev.loadstone.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * Every run that was added, with its figures. Each change is one transaction: what a method has
 * returned from is kept even if the process or the machine dies; what it has not, is not there at
 * all. Several processes may use one history at once. Not thread-safe.
 */
public final class History implements AutoCloseable {
  private final Handle handle;
  private final Place place;

  private History(Handle handle, Place place) {
    this.handle = handle;
    this.place = place;
  }

  /**
   * Opens a history, and makes it if there is none.
   *
   * @throws HistoryException if that is not possible
   */
  public static History open(Place place) throws HistoryException {
    return new History(Database.open(place, true), place);
  }

  /**
   * Opens a history that there is.
   *
   * @throws HistoryException if there is none, or it cannot be opened
   */
  public static History existing(Place place) throws HistoryException {
    return new History(Database.open(place, false), place);
  }

  /**
   * Adds a run with its figures.
   *
   * @return whether it was added; a run that is known stays as it is
   * @throws HistoryException if it cannot be written; nothing of it is then kept
   */
  public boolean add(RunRecord run) throws HistoryException {
    return done("written", () -> handle.inTransaction(_ -> insert(run)));
  }

  private boolean insert(RunRecord run) {
    RunEntry entry = run.entry();
    int added =
        handle
            .createUpdate(
                "INSERT INTO run (id, started, plan, plan_hash, verdict, seconds, branch,"
                    + " commit_id, folder, environment_print, environment, tags) VALUES (:id,"
                    + " :started, :plan, :hash, :verdict, :seconds, :branch, :commit, :folder,"
                    + " :print, :environment, :tags) ON CONFLICT (id) DO NOTHING")
            .bind("id", entry.id())
            .bind("started", entry.started().toEpochMilli())
            .bind("plan", entry.plan())
            .bind("hash", entry.planHash())
            .bind("verdict", entry.verdict().label())
            .bind("seconds", entry.seconds())
            .bind("branch", entry.origin().branch().orElse(null))
            .bind("commit", entry.origin().commit().orElse(null))
            .bind("folder", entry.origin().folder().orElse(null))
            .bind("print", entry.environmentPrint())
            .bind("environment", Rows.json(entry.environment()))
            .bind("tags", Rows.json(entry.origin().tags()))
            .execute();
    if (added == 0) {
      return false;
    }
    long number = number(entry.id());
    // in one order everywhere, so that no two writers wait for each other
    List<Figure> sorted =
        run.figures().stream().sorted(Comparator.comparing(Figure::name)).toList();
    Map<String, Long> measures = measures(sorted);
    PreparedBatch batch =
        handle.prepareBatch("INSERT INTO figure (measure, run, value) VALUES (?, ?, ?)");
    for (Figure figure : sorted) {
      Long measure = measures.get(figure.name());
      if (measure == null) {
        throw new IllegalStateException(figure.name() + " was added just now");
      }
      batch.bind(0, measure).bind(1, number).bind(2, figure.value()).add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
    return true;
  }

  private long number(String id) {
    return handle
        .createQuery("SELECT no FROM run WHERE id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  private Map<String, Long> measures(List<Figure> figures) {
    Map<String, Long> known = measures();
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO measure (name, unit, higher_is_better) VALUES (?, ?, ?)"
                + " ON CONFLICT (name) DO NOTHING");
    for (Figure figure : figures) {
      if (!known.containsKey(figure.name())) {
        batch
            .bind(0, figure.name())
            .bind(1, figure.unit())
            .bind(2, figure.higherIsBetter() ? 1 : 0)
            .add();
      }
    }
    if (batch.size() == 0) {
      return known;
    }
    batch.execute();
    return measures();
  }

  private Map<String, Long> measures() {
    Map<String, Long> numbers = new HashMap<>();
    handle
        .createQuery("SELECT name, no FROM measure")
        .map((row, _) -> numbers.put(row.getString(1), row.getLong(2)) == null)
        .forEach(_ -> {});
    return numbers;
  }

  /**
   * Returns runs in the order of time.
   *
   * @throws HistoryException if they cannot be read
   */
  public List<RunEntry> runs(Filter filter) throws HistoryException {
    Rows rows = new Rows();
    Selection selection = Selection.of(filter);
    String query = "SELECT " + Rows.COLUMNS + " FROM run" + selection.where() + Selection.LATEST;
    return done(
        "read",
        () ->
            selected(selection.bound(handle.createQuery(query)), filter, rows).stream()
                .map(TrendPoint::run)
                .toList());
  }

  /**
   * Returns a figure over runs, in the order of time; runs that lack it are left out.
   *
   * @param name as plans name it
   * @return empty if no run at all has such a figure
   * @throws HistoryException if it cannot be read
   */
  public Optional<TrendSeries> trend(String name, Filter filter) throws HistoryException {
    Rows rows = new Rows();
    Selection selection = Selection.of(filter).and("figure.measure = :measure");
    String query =
        "SELECT "
            + Rows.COLUMNS
            + ", figure.value FROM figure JOIN run ON run.no = figure.run"
            + selection.where()
            + Selection.LATEST;
    record Known(long number, String unit, boolean higherIsBetter) {}
    return done(
        "read",
        () -> {
          Optional<Known> known =
              handle
                  .createQuery("SELECT no, unit, higher_is_better FROM measure WHERE name = :name")
                  .bind("name", name)
                  .map((row, _) -> new Known(row.getLong(1), row.getString(2), row.getInt(3) == 1))
                  .findOne();
          return known.map(measure -> {
            Query bound =
                selection.bound(handle.createQuery(query)).bind("measure", measure.number());
            List<TrendPoint> points = selected(bound, filter, rows);
            return new TrendSeries(name, measure.unit(), measure.higherIsBetter(), points);
          });
        });
  }

  /** Returns rows in the order of time, at most the latest as many as are asked for. */
  private static List<TrendPoint> selected(Query query, Filter filter, Rows rows) {
    List<TrendPoint> points = new ArrayList<>();
    try (ResultIterator<TrendPoint> latest =
        query
            .map((row, _) -> {
              boolean valued = row.getMetaData().getColumnCount() > Rows.COUNT;
              return new TrendPoint(rows.run(row), valued ? row.getDouble("value") : Double.NaN);
            })
            .iterator()) {
      while (points.size() < filter.last() && latest.hasNext()) {
        TrendPoint point = latest.next();
        if (point.run().origin().tags().entrySet().containsAll(filter.tags().entrySet())) {
          points.add(point);
        }
      }
    }
    return points.reversed();
  }

  /**
   * Returns the names of the plans that there are runs of, that of the latest run first.
   *
   * @throws HistoryException if they cannot be read
   */
  public List<String> plans() throws HistoryException {
    String query = "SELECT plan FROM run GROUP BY plan ORDER BY MAX(started) DESC, plan";
    return done("read", () -> handle.createQuery(query).mapTo(String.class).list());
  }

  /**
   * Returns the names of figures that runs of a plan have, sorted.
   *
   * @throws HistoryException if they cannot be read
   */
  public List<String> figureNames(Filter filter) throws HistoryException {
    Selection selection = Selection.of(filter);
    String query =
        "SELECT name FROM measure WHERE no IN (SELECT measure FROM figure JOIN run"
            + " ON run.no = figure.run"
            + selection.where()
            + ") ORDER BY name";
    return done(
        "read", () -> selection.bound(handle.createQuery(query)).mapTo(String.class).list());
  }

  /**
   * Returns the run whose id begins so.
   *
   * @throws HistoryException if there is none, or more than one
   */
  public RunEntry run(String idStart) throws HistoryException {
    Rows rows = new Rows();
    String query =
        "SELECT " + Rows.COLUMNS + " FROM run WHERE substr(id, 1, :length) = :start LIMIT 2";
    List<RunEntry> found =
        done(
            "read",
            () ->
                handle
                    .createQuery(query)
                    .bind("length", idStart.length())
                    .bind("start", idStart)
                    .map((row, _) -> rows.run(row))
                    .list());
    if (found.size() != 1 || idStart.isEmpty()) {
      throw new HistoryException(
          (found.isEmpty() ? "no run" : "more than one run")
              + " of the history "
              + place.shown()
              + " has an id that begins with "
              + idStart
              + ". List them: loadstone history");
    }
    return found.getFirst();
  }

  /**
   * Returns the figures of a run by their names, sorted.
   *
   * @param id whole
   * @throws HistoryException if they cannot be read
   */
  public List<Figure> figures(String id) throws HistoryException {
    return done(
        "read",
        () ->
            handle
                .createQuery(
                    "SELECT name, value, unit, higher_is_better FROM figure JOIN measure"
                        + " ON measure.no = figure.measure JOIN run ON run.no = figure.run"
                        + " WHERE run.id = :id ORDER BY name")
                .bind("id", id)
                .map((row, _) ->
                    new Figure(
                        row.getString(1), row.getDouble(2), row.getString(3), row.getInt(4) == 1))
                .list());
  }

  /**
   * Makes a run the baseline of its plan, in place of any other.
   *
   * @param id whole, of a run of this history
   * @param time when that was decided
   * @throws HistoryException if it cannot be written
   */
  public void setBaseline(String id, Instant time) throws HistoryException {
    done(
        "written",
        () ->
            handle
                .createUpdate(
                    "INSERT INTO baseline (plan, run, set_at) SELECT plan, no, :time FROM run"
                        + " WHERE id = :id ON CONFLICT (plan) DO UPDATE SET run = excluded.run,"
                        + " set_at = excluded.set_at")
                .bind("time", time.toEpochMilli())
                .bind("id", id)
                .execute());
  }

  /**
   * Takes the baseline of a plan away; its run stays.
   *
   * @return whether there was one
   * @throws HistoryException if it cannot be written
   */
  public boolean clearBaseline(String plan) throws HistoryException {
    return done(
            "written",
            () ->
                handle.createUpdate("DELETE FROM baseline WHERE plan = ?").bind(0, plan).execute())
        > 0;
  }

  /**
   * Returns the baselines, by plan.
   *
   * @throws HistoryException if they cannot be read
   */
  public List<Baseline> baselines() throws HistoryException {
    Rows rows = new Rows();
    return done(
        "read",
        () ->
            handle
                .createQuery(
                    "SELECT "
                        + Rows.COLUMNS
                        + ", set_at FROM baseline JOIN run ON run.no = baseline.run"
                        + " ORDER BY baseline.plan")
                .map((row, _) ->
                    new Baseline(rows.run(row), Instant.ofEpochMilli(row.getLong("set_at"))))
                .list());
  }

  /**
   * Returns the baseline of a plan.
   *
   * @throws HistoryException if it cannot be read
   */
  public Optional<Baseline> baseline(String plan) throws HistoryException {
    return baselines().stream().filter(one -> one.run().plan().equals(plan)).findFirst();
  }

  /**
   * Deletes runs with their figures; never a baseline.
   *
   * @param olderThan only runs that began before this; empty for any time
   * @param keep the latest so many of each plan stay, at least 0
   * @return how many were deleted
   * @throws HistoryException if it cannot be written
   */
  public int prune(Optional<Instant> olderThan, int keep) throws HistoryException {
    String query =
        "DELETE FROM run WHERE started < :before AND no NOT IN (SELECT run FROM baseline)"
            + " AND no IN (SELECT no FROM (SELECT no, row_number() OVER (PARTITION BY plan"
            + " ORDER BY started DESC, no DESC) AS place FROM run) AS placed"
            + " WHERE place > :keep)";
    long before = olderThan.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    return done(
        "written",
        () ->
            handle.inTransaction(_ ->
                handle.createUpdate(query).bind("before", before).bind("keep", keep).execute()));
  }

  /**
   * Tells of every run with its figures, in the order of time, one at a time.
   *
   * @throws HistoryException if they cannot be read
   */
  public void forEach(Filter filter, Consumer<RunRecord> consumer) throws HistoryException {
    for (RunEntry entry : runs(filter)) {
      consumer.accept(new RunRecord(entry, figures(entry.id())));
    }
  }

  /** Returns this moment as a history keeps it. */
  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    handle.close();
  }

  private interface Work<T> {
    T get();
  }

  private <T> T done(String what, Work<T> work) throws HistoryException {
    try {
      return work.get();
    } catch (JdbiException failed) {
      throw new HistoryException(
          "the history " + place.shown() + " cannot be " + what + ": " + Database.reason(failed),
          failed);
    }
  }
}
