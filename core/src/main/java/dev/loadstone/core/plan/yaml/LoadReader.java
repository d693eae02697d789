package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Load.Model;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.plan.yaml.LevelParser.Level;
import dev.loadstone.core.plan.yaml.PhaseReader.ReadPhase;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how much load there is: phases, a profile or a trace. */
final class LoadReader {
  /** The most levels of a staircase. */
  static final int STAIRS_MAX = 10_000;

  /** The longest phase, warm-up or drain. */
  static final Duration LENGTH_MAX = Duration.ofDays(366);

  private static final Duration PROFILE_MIN = Duration.ofNanos(20);

  private final ReadContext context;

  LoadReader(ReadContext context) {
    this.context = context;
  }

  /** Returns the load, or empty, with a problem. */
  Optional<Load> read(DocumentNode node) {
    return context.fields(node, PlanShapes.LOAD).flatMap(this::read);
  }

  private Optional<Load> read(Fields fields) {
    Optional<Model> model = fields.choice("model", Model.class);
    Optional<Arrivals> arrivals =
        fields.scalar("arrivals").flatMap(new ArrivalsReader(context)::read);
    Duration warmUp =
        fields.quantity("warmUp", text -> scaled(text, context.scale())).orElse(Duration.ZERO);
    Optional<Long> maxInFlight = fields.integer("maxInFlight", 1, Integer.MAX_VALUE);
    Duration drain = fields.quantity("drain", text -> scaled(text, 1)).orElse(Load.DRAIN_DEFAULT);
    boolean trace =
        fields
            .scalar("arrivals")
            .filter(scalar -> scalar.text().strip().startsWith("trace"))
            .isPresent();
    Optional<Course> course;
    if (trace) {
      course = Optional.of(new Course(Model.OPEN, List.of()));
      forbid(
          fields,
          "beside a trace, which says itself when arrivals come",
          "phases",
          "profile",
          "users",
          "rate",
          "for",
          "warmUp");
    } else if (fields.has("profile")) {
      course = profile(fields);
      forbid(fields, "beside a profile", "phases");
    } else {
      course = phases(fields);
      forbid(fields, "without a profile", "users", "rate", "for");
    }
    fields.finish();
    if (course.isEmpty()) {
      return Optional.empty();
    }
    Model found = course.get().model();
    if (model.isPresent() && model.get() != found) {
      contradiction(fields, model.get());
    }
    if (found == Model.CLOSED) {
      forbid(
          fields, "in a closed workload, whose users limit themselves", "arrivals", "maxInFlight");
    }
    int limit = maxInFlight.orElse((long) Load.MAX_IN_FLIGHT_DEFAULT).intValue();
    return Optional.of(
        new Load(
            found,
            arrivals.orElse(new Arrivals.Constant()),
            warmUp,
            course.get().phases(),
            limit,
            drain));
  }

  private record Course(Model model, List<Phase> phases) {}

  private void contradiction(Fields fields, Model model) {
    fields
        .node("model")
        .ifPresent(node ->
            context
                .problems()
                .add(
                    node.problem(
                        "must fit the levels, got: " + Fields.spelling(model),
                        model == Model.OPEN
                            ? "An open workload has rates (200/s); for users write model: closed."
                            : "A closed workload has users (50); for rates write model: open.")));
  }

  private void forbid(Fields fields, String where, String... keys) {
    for (String key : keys) {
      fields
          .node(key)
          .ifPresent(node ->
              context
                  .problems()
                  .add(node.problem("must be left out " + where, "Remove " + key + ".")));
    }
  }

  private Optional<Course> phases(Fields fields) {
    if (fields
        .required("phases", "Write phases: [{rate: 200/s, for: 2m}] or profile: baseline.")
        .isEmpty()) {
      return Optional.empty();
    }
    List<DocumentNode> nodes = fields.list("phases");
    List<ReadPhase> read = new PhaseReader(context).read(nodes);
    if (nodes.isEmpty()) {
      fields
          .node("phases")
          .ifPresent(node ->
              context
                  .problems()
                  .add(
                      node.problem(
                          "must have at least one phase", "Write [{rate: 200/s, for: 2m}].")));
    }
    if (read.size() < nodes.size() || nodes.isEmpty()) {
      return Optional.empty();
    }
    Optional<Model> levels = read.stream().flatMap(phase -> phase.model().stream()).findFirst();
    if (levels.isEmpty() || offersNothing(read)) {
      context
          .problems()
          .add(
              fields.map().problem("must offer some load, but every level is 0", "Raise a level."));
      return Optional.empty();
    }
    for (ReadPhase phase : read) {
      if (phase.model().isPresent() && !phase.model().equals(levels)) {
        context
            .problems()
            .add(
                phase
                    .node()
                    .problem(
                        "must have levels of the same kind as the phases before it",
                        "Use only rates (200/s) or only users (50)."));
      }
    }
    checkLength(fields, read);
    return Optional.of(new Course(levels.get(), read.stream().map(ReadPhase::phase).toList()));
  }

  private static boolean offersNothing(List<ReadPhase> phases) {
    return phases.stream().allMatch(read -> read.phase().from() == 0 && read.phase().to() == 0);
  }

  private void checkLength(Fields fields, List<ReadPhase> phases) {
    Duration total =
        phases.stream().map(read -> read.phase().duration()).reduce(Duration.ZERO, Duration::plus);
    if (total.compareTo(LENGTH_MAX) > 0) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem("must take at most 366 days, got: " + Durations.format(total), ""));
    }
  }

  private Optional<Course> profile(Fields fields) {
    Optional<Profile> profile = fields.choice("profile", Profile.class);
    Optional<Level> users = fields.quantity("users", LevelParser::users);
    Optional<Level> rate = fields.quantity("rate", LevelParser::rate);
    Optional<Duration> length = fields.quantity("for", text -> scaledLength(text, context.scale()));
    if (fields.has("users") && fields.has("rate")) {
      context.problems().add(fields.map().problem("must have either users or rate", "Remove one."));
      return Optional.empty();
    }
    boolean unread =
        (fields.has("users") && users.isEmpty())
            || (fields.has("rate") && rate.isEmpty())
            || (fields.has("for") && length.isEmpty());
    if (profile.isEmpty() || unread) {
      return Optional.empty();
    }
    Model model = rate.isPresent() ? Model.OPEN : Model.CLOSED;
    double level = rate.or(() -> users).map(Level::value).orElse((double) profile.get().users());
    if (level == 0) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem("must offer some load, but its level is 0", "Raise users or rate."));
      return Optional.empty();
    }
    Duration whole = length.orElseGet(() -> scale(profile.get().duration(), context.scale()));
    return Optional.of(
        new Course(
            model,
            profile
                .get()
                .phases(model, level, whole.compareTo(PROFILE_MIN) < 0 ? PROFILE_MIN : whole)));
  }

  /**
   * Returns a length above zero, scaled and still above zero.
   *
   * @throws InvalidTextException if the text is no duration, zero, or longer than 366 days
   */
  static Duration scaledLength(String text, double factor) {
    Duration length = scaled(text, factor);
    if (Durations.parse(text).isZero()) {
      throw new InvalidTextException(
          "be longer than zero", text, "Write it with a unit: 250ms, 2s, 1m30s or 1h.");
    }
    return length.isZero() ? Duration.ofNanos(1) : length;
  }

  private static Duration scaled(String text, double factor) {
    Duration given = Durations.parse(text);
    if (given.toNanos() * Math.max(1, factor) > LENGTH_MAX.toNanos()) {
      throw new InvalidTextException("be at most 366 days", text, "");
    }
    return scale(given, factor);
  }

  private static Duration scale(Duration duration, double factor) {
    return factor == 1 ? duration : Duration.ofNanos(Math.round(duration.toNanos() * factor));
  }
}
