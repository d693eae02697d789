package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Load.Model;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.plan.yaml.LevelParser.Level;
import dev.loadstone.core.problem.InvalidTextException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the phases of a load. */
final class PhaseReader {
  /** The name of what runs before the phases. */
  static final String WARM_UP = "warm-up";

  private final ReadContext context;
  private final Set<String> names = new LinkedHashSet<>();

  PhaseReader(ReadContext context) {
    this.context = context;
  }

  /**
   * A phase as it was read.
   *
   * @param node where it stands
   * @param phase what it is, its duration scaled
   * @param model the kind of workload that its levels belong to; empty if they are all a plain 0
   */
  record ReadPhase(DocumentNode node, Phase phase, Optional<Model> model) {}

  /** Returns the phases that could be read. */
  List<ReadPhase> read(List<DocumentNode> nodes) {
    List<ReadPhase> phases = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      int position = i + 1;
      context
          .fields(nodes.get(i), PlanShapes.PHASE)
          .flatMap(fields -> read(fields, position))
          .ifPresent(phases::add);
    }
    return phases;
  }

  private Optional<ReadPhase> read(Fields fields, int position) {
    Optional<Level> rate = fields.quantity("rate", LevelParser::rate);
    Optional<Level> users = fields.quantity("users", LevelParser::users);
    Optional<Level> from = fields.quantity("from", LevelParser::parse);
    Optional<Level> to = fields.quantity("to", LevelParser::parse);
    Optional<Long> stairs = fields.integer("steps", 1, LoadReader.STAIRS_MAX);
    fields.required("for", "Say how long the phase takes: for: 30s.");
    Optional<Duration> duration = fields.quantity("for", this::length);
    Optional<String> name = fields.quantity("name", this::newName);
    fields.finish();
    Optional<Level> start = rate.or(() -> users).or(() -> from);
    Optional<Level> end = rate.or(() -> users).or(() -> to);
    if (!hasOneLevel(fields) || start.isEmpty() || end.isEmpty() || duration.isEmpty()) {
      return Optional.empty();
    }
    if (isMixed(start.get(), end.get())) {
      report(
          fields,
          "must have from and to of one kind",
          "Use rates (200/s) or numbers of users (50) for both.");
      return Optional.empty();
    }
    double first = start.get().value();
    double last = end.get().value();
    String tag = name.orElse((first == last ? "steady-" : "ramp-") + position);
    names.add(tag);
    Phase phase = new Phase(tag, first, last, stairs.orElse(0L).intValue(), duration.get());
    return Optional.of(
        new ReadPhase(fields.map(), phase, start.get().model().or(end.get()::model)));
  }

  private boolean hasOneLevel(Fields fields) {
    boolean ramp = fields.has("from") && fields.has("to");
    long given =
        Stream.of(fields.has("rate"), fields.has("users"), ramp).filter(there -> there).count();
    boolean half = !ramp && (fields.has("from") || fields.has("to"));
    if (given != 1 || half) {
      report(
          fields,
          "must have either rate, or users, or both from and to",
          "Write {rate: 200/s, for: 1m} or {from: 0/s, to: 200/s, for: 30s}.");
      return false;
    }
    if (!ramp && fields.has("steps")) {
      report(fields, "must have from and to beside steps", "A steady phase has no stairs.");
    }
    return true;
  }

  private void report(Fields fields, String message, String fix) {
    context.problems().add(fields.map().problem(message, fix));
  }

  private static boolean isMixed(Level start, Level end) {
    return start.model().isPresent()
        && end.model().isPresent()
        && !start.model().equals(end.model());
  }

  private Duration length(String text) {
    return LoadReader.scaledLength(text, context.scale());
  }

  private String newName(String text) {
    String name = text.strip();
    if (name.isEmpty()) {
      throw new InvalidTextException("be a name", text, "");
    }
    if (name.equals(WARM_UP)) {
      throw new InvalidTextException(
          "be a free name", name, "It is the name of what runs before the phases; choose another.");
    }
    if (!names.add(name)) {
      throw new InvalidTextException("be unique among the phases", name, "Choose another name.");
    }
    return name;
  }
}
