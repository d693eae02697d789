package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.ValueTypes.DURATION;
import static dev.loadstone.core.plan.yaml.ValueTypes.TEXT;
import static dev.loadstone.core.plan.yaml.ValueTypes.choice;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.plan.PlanProfile;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileSource;
import dev.loadstone.core.profile.ProfileTrigger;
import dev.loadstone.core.profile.Profiler;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.step.InvalidArgumentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the profiles of a plan. */
final class ProfilesReader {
  static final Shape PROFILE =
      Shape.of("profile")
          .with(
              "jvm",
              TEXT,
              "A Java virtual machine of this machine: its process id, or a regular expression that"
                  + " is found in its command line.")
          .with(
              "process",
              TEXT,
              "Instead, a process whose native code is sampled: its id, or such an expression.")
          .with(
              "events",
              new AnyOf(
                  List.of(choice(ProfileEvent.class), new ListOf(choice(ProfileEvent.class)))),
              "What to sample; cpu if left out.")
          .with(
              "at",
              new AnyOf(List.of(DURATION, new ListOf(DURATION))),
              "When to begin, from the start of the run; one time or several.")
          .with("when", choice(ProfileTrigger.class), "What has it begin, instead of a time.")
          .with("for", DURATION, "How long to sample each time; 5s if left out.")
          .with("name", TEXT, "By which its files are called; profile if left out.");

  /** How many profiles a plan may ask for, and times of each. */
  static final int PROFILES_MAX = 16;

  private static final Duration LENGTH_DEFAULT = Duration.ofSeconds(5);
  private static final Duration LENGTH_MIN = Duration.ofMillis(500);
  private static final Duration LENGTH_MAX = Duration.ofMinutes(10);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final ReadContext context;
  private final Set<String> names = new HashSet<>();

  ProfilesReader(ReadContext context) {
    this.context = context;
  }

  /** Returns the profiles that could be read, in the plan's order. */
  List<PlanProfile> read(Fields plan) {
    List<DocumentNode> nodes = plan.list("profiles");
    if (nodes.size() > PROFILES_MAX) {
      problem(
          plan.node("profiles").orElse(plan.map()),
          "must have at most " + PROFILES_MAX + " profiles, got: " + nodes.size(),
          "");
      return List.of();
    }
    List<PlanProfile> profiles = new ArrayList<>();
    for (DocumentNode node : nodes) {
      Fields.asMap(node, context.problems()).flatMap(this::profile).ifPresent(profiles::add);
    }
    return profiles;
  }

  private Optional<PlanProfile> profile(MapNode map) {
    int before = context.problems().all().size();
    Fields fields = context.fields(map, PROFILE);
    ProfileSource source = fields.has("process") ? ProfileSource.PROCESS : ProfileSource.JVM;
    checkSource(fields);
    Optional<String> jvm = fields.text("jvm");
    Optional<String> other = fields.text("process");
    Optional<String> process = source == ProfileSource.JVM ? jvm : other;
    process.ifPresent(text -> check(fields, source, text));
    List<ProfileEvent> events = items(fields, "events", ProfilesReader::event);
    checkEvents(fields, source, events);
    List<Duration> at = items(fields, "at", Durations::parse);
    Optional<ProfileTrigger> when = fields.choice("when", ProfileTrigger.class);
    Duration length = fields.quantity("for", ProfilesReader::length).orElse(LENGTH_DEFAULT);
    String name = fields.text("name").orElse("profile");
    checkTimes(fields, at, when, length);
    checkName(fields, name);
    fields.finish();
    if (context.problems().all().size() > before || process.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PlanProfile(
            name,
            source,
            process.get(),
            events.isEmpty() ? List.of(ProfileEvent.CPU) : events,
            at,
            when,
            length));
  }

  private void checkSource(Fields fields) {
    if (fields.has("jvm") == fields.has("process")) {
      problem(
          fields.map(),
          "must have either 'jvm' or 'process', got " + (fields.has("jvm") ? "both" : "neither"),
          "Write jvm: 4711, or jvm: shop.jar.");
    }
  }

  private void checkEvents(Fields fields, ProfileSource source, List<ProfileEvent> events) {
    if (source == ProfileSource.PROCESS
        && events.stream().anyMatch(event -> event != ProfileEvent.CPU)) {
      problem(
          fields.node("events").orElse(fields.map()),
          "must be cpu where native code is sampled",
          "Write jvm: instead of process: for allocation and locks of a JVM.");
    }
  }

  private void checkTimes(
      Fields fields, List<Duration> at, Optional<ProfileTrigger> when, Duration length) {
    if (fields.has("at") == fields.has("when")) {
      problem(
          fields.map(),
          "must have either 'at' or 'when', got " + (fields.has("at") ? "both" : "neither"),
          "Write at: 10s, or when: slower.");
    }
    if (at.size() > PROFILES_MAX) {
      problem(
          fields.node("at").orElse(fields.map()),
          "must have at most " + PROFILES_MAX + " times, got: " + at.size(),
          "");
    }
    for (int i = 1; i < at.size(); i++) {
      if (at.get(i).compareTo(at.get(i - 1).plus(length)) < 0) {
        problem(
            fields.node("at").orElse(fields.map()),
            "must have times that are at least "
                + Durations.format(length)
                + " apart, got: "
                + Durations.format(at.get(i - 1))
                + " and "
                + Durations.format(at.get(i)),
            "A profile takes that long; the key 'for' says how long.");
      }
    }
    if (when.equals(Optional.of(ProfileTrigger.ALWAYS)) && fields.has("for")) {
      problem(
          fields.node("for").orElse(fields.map()),
          "must be left out where when is always",
          "It lasts as long as the run.");
    }
  }

  private void checkName(Fields fields, String name) {
    DocumentNode place = fields.node("name").orElse(fields.map());
    if (!NAME.matcher(name).matches()) {
      problem(
          place,
          "must have a name of up to 64 lower-case letters, digits and underscores, got: " + name,
          "Its files are called by it.");
    } else if (!names.add(name)) {
      problem(
          place,
          "must have a name of its own, got: " + name + ", which another profile has",
          "Add name: to one of them.");
    }
  }

  /** Returns the values of a key, in their order and each once. */
  private <T extends Comparable<? super T>> List<T> items(
      Fields fields, String key, Function<String, T> parser) {
    Set<T> values = new TreeSet<>();
    for (DocumentNode node : fields.list(key)) {
      fields.asScalar(node).flatMap(scalar -> fields.parse(scalar, parser)).ifPresent(values::add);
    }
    return List.copyOf(values);
  }

  private static ProfileEvent event(String text) {
    List<String> labels = Arrays.stream(ProfileEvent.values()).map(ProfileEvent::label).toList();
    return Arrays.stream(ProfileEvent.values())
        .filter(event -> event.label().equals(text.strip()))
        .findFirst()
        .orElseThrow(() ->
            new InvalidTextException(
                "be one of " + String.join(", ", labels), text, Suggestions.fix(text, labels)));
  }

  private static Duration length(String text) {
    Duration length = Durations.parse(text);
    if (length.compareTo(LENGTH_MIN) < 0 || length.compareTo(LENGTH_MAX) > 0) {
      throw new InvalidTextException("be from 500ms to 10m", text, "Write for: 5s.");
    }
    return length;
  }

  private void check(Fields fields, ProfileSource source, String process) {
    for (Profiler profiler : Profiler.installed()) {
      try {
        if (profiler.source() == source) {
          profiler.check(process);
        }
      } catch (InvalidArgumentException wrong) {
        problem(fields.node(source.key()).orElse(fields.map()), wrong.problem(), wrong.fix());
      }
    }
  }

  private void problem(DocumentNode at, String problem, String fix) {
    context.problems().add(at.problem(problem, fix));
  }
}
