package dev.loadstone.engine.profile;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.loadstone.core.plan.PlanProfile;
import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.ProfileTrigger;
import dev.loadstone.core.profile.Profiler;
import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.record.IntervalSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one of a plan's profiles, on a thread of its own, whenever it is due. What is sampled is
 * kept as it is until {@link #read}, so that the load is not disturbed by the making of pictures.
 */
final class ProfileTaker {
  private static final long POLL_NANOS = 50_000_000L;
  private static final double NANOS = 1e9;
  private static final String CUT = ", cut by the end";
  private static final long NEVER = Long.MAX_VALUE;

  /** How much later than planned a profile may be stopped: this process may stand still. */
  private static final Duration LATE_STOP = Duration.ofMinutes(1);

  /** How much longer than planned a run may be: its set-up takes time, too. */
  private static final Duration LATE_END = Duration.ofMinutes(30);

  /** How long after its begin a profiler still makes a process slower than usual. */
  private static final long SETTLING_NANOS = 1_000_000_000L;

  /** How often a person may ask for a profile in a run. */
  private static final int ASKED_MAX = 16;

  /** How often something that is seen has it begin, for the first time may have been chance. */
  private static final int SEEN_MAX = 3;

  private static final long REST_NANOS = 10_000_000_000L;

  private final PlanProfile planned;
  private final @Nullable Profiler profiler;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final BlockingQueue<String> reasons = new LinkedBlockingQueue<>();
  private final Duration longestRun;
  private final List<Taken> taken = new ArrayList<>(); // guarded by itself, as the next two
  private @Nullable UnderWay underWay;
  private boolean closed;
  private final Set<String> files = new HashSet<>();
  private @Nullable Thread thread;
  private volatile long beginning = NEVER; // the latest begin of sampling, when it was asked for
  private volatile long begun = NEVER; // and when the process had it; NEVER until then

  /** What is being sampled, from when it was asked for until it is kept. */
  private record UnderWay(long askedNanos, String why) {}

  /** What was sampled, or why nothing was. */
  private record Taken(
      long startNanos,
      long endNanos,
      String why,
      Profiler.@Nullable Recording recording,
      String failure) {}

  /**
   * Creates a taker.
   *
   * @param profiler what samples; null if there is none
   * @param longestRun how long the run goes on at most
   */
  ProfileTaker(PlanProfile planned, @Nullable Profiler profiler, Duration longestRun) {
    this.planned = planned;
    this.profiler = profiler;
    this.longestRun = longestRun;
  }

  void begin(LongSupplier clock) {
    thread =
        Thread.ofPlatform()
            .name("loadstone-profile-" + planned.name())
            .daemon(true)
            .start(() -> run(clock));
  }

  /** Returns whether a person may ask for it. */
  boolean isOffered() {
    return planned.when().equals(Optional.of(ProfileTrigger.ASKED));
  }

  /**
   * Tells that what has it begin was seen. That counts three times, but for ten seconds after a
   * profile; what a person asks counts each time but while it goes on.
   */
  void triggered(Map<ProfileTrigger, String> seen) {
    planned
        .when()
        .filter(seen::containsKey)
        .ifPresent(trigger -> reasons.add(seen.getOrDefault(trigger, "")));
  }

  private void run(LongSupplier clock) {
    try {
      for (Duration at : planned.at()) {
        String why = "at " + Durations.format(at);
        if (stop.await(at.toNanos() - clock.getAsLong(), NANOSECONDS)) {
          keep(new Taken(clock.getAsLong(), 0, why, null, "the run ended before"));
          return;
        }
        take(clock, why, planned.length(), CUT);
      }
      if (planned.when().equals(Optional.of(ProfileTrigger.ALWAYS))) {
        take(clock, "the whole run", longestRun.plus(LATE_END), "");
      } else if (planned.when().isPresent()) {
        for (int i = 0; i < (isOffered() ? ASKED_MAX : SEEN_MAX); i++) {
          awaitReason(clock);
        }
      }
    } catch (InterruptedException over) {
      // given up by the end of the run
    }
  }

  private void awaitReason(LongSupplier clock) throws InterruptedException {
    while (!stop.await(POLL_NANOS, NANOSECONDS)) {
      String why = reasons.poll();
      if (why != null) {
        take(clock, why, planned.length(), CUT);
        if (isOffered() || !stop.await(REST_NANOS, NANOSECONDS)) {
          reasons.clear();
        }
        return;
      }
    }
  }

  /**
   * Takes one.
   *
   * @param cut what to add to why if the run ends first
   */
  private void take(LongSupplier clock, String why, Duration length, String cut)
      throws InterruptedException {
    long asked = clock.getAsLong();
    begun = NEVER;
    beginning = asked;
    synchronized (taken) {
      underWay = new UnderWay(asked, why);
    }
    if (profiler == null) {
      keep(new Taken(asked, asked, why, null, "no profiler for it is on the class path"));
      return;
    }
    Profiler.Recording recording = null;
    try {
      recording =
          profiler.start(
              planned.process(), EnumSet.copyOf(planned.events()), length.plus(LATE_STOP));
      long start = clock.getAsLong();
      begun = start;
      boolean over = stop.await(length.toNanos(), NANOSECONDS);
      long end = clock.getAsLong();
      recording.stop();
      keep(new Taken(start, end, over ? why + cut : why, recording, ""));
    } catch (ProfileException failed) {
      begun = clock.getAsLong();
      discard(recording);
      keep(new Taken(asked, asked, why, null, String.valueOf(failed.getMessage())));
    } catch (InterruptedException over) {
      discard(recording);
      throw over;
    } catch (RuntimeException | Error broken) {
      begun = clock.getAsLong();
      discard(recording);
      keep(new Taken(asked, asked, why, null, broken.toString()));
    }
  }

  /** Keeps what is over, unless nobody wants it any more. */
  private void keep(Taken one) {
    synchronized (taken) {
      underWay = null;
      if (!closed) {
        taken.add(one);
        return;
      }
    }
    discard(one.recording());
  }

  private static void discard(Profiler.@Nullable Recording recording) {
    if (recording != null) {
      recording.close();
    }
  }

  /** Returns whether sampling began in an interval, or just before it. Called by any thread. */
  boolean disturbs(IntervalSnapshot interval) {
    long from = beginning;
    long to = begun;
    return interval.endNanos() > from
        && (to == NEVER || to < from || interval.startNanos() < to + SETTLING_NANOS);
  }

  /** Has the sampling end. */
  void stop() {
    stop.countDown();
  }

  /**
   * Returns the profiles, after the sampling has ended; if that does not end in time, those before
   * it, and it as a failure.
   *
   * @param untilNanos of {@link System#nanoTime}, how long to wait for that
   */
  List<TakenProfile> read(long untilNanos) throws InterruptedException {
    Thread taking = thread;
    if (taking == null) {
      return List.of();
    }
    taking.join(Math.max(1, NANOSECONDS.toMillis(untilNanos - System.nanoTime())));
    List<Taken> all;
    synchronized (taken) {
      all = new ArrayList<>(taken);
      if (underWay != null) {
        String failure = "the process did not answer in time";
        all.add(new Taken(underWay.askedNanos(), 0, underWay.why(), null, failure));
      }
    }
    if (taking.isAlive()) {
      taking.interrupt();
    }
    return all.stream().flatMap(one -> read(one).stream()).toList();
  }

  private List<TakenProfile> read(Taken one) {
    Profiler.Recording recording = one.recording();
    if (recording == null) {
      return failures(one.startNanos(), one.why(), one.failure());
    }
    try {
      String title =
          planned.name() + " from second " + Math.round(one.startNanos() / NANOS) + " on";
      List<FlameGraph> graphs = recording.read(title);
      Map<String, Path> copies =
          recording.file().map(file -> Map.of(file("", one, ".jfr"), file)).orElse(Map.of());
      return graphs.stream().map(graph -> profile(one, recording, graph, copies)).toList();
    } catch (ProfileException failed) {
      return failures(one.startNanos(), one.why(), String.valueOf(failed.getMessage()));
    } catch (RuntimeException | Error broken) {
      return failures(one.startNanos(), one.why(), broken.toString());
    }
  }

  private List<TakenProfile> failures(long atNanos, String why, String failure) {
    return planned.events().stream()
        .map(event ->
            new TakenProfile(
                Profile.failed(planned.name(), event, Math.max(0, atNanos), why, failure),
                Map.of(),
                Map.of()))
        .toList();
  }

  private TakenProfile profile(
      Taken one, Profiler.Recording recording, FlameGraph graph, Map<String, Path> copies) {
    boolean empty = graph.page().isEmpty();
    String page = empty ? "" : file("-" + graph.event().label(), one, ".html");
    String stacks = page.replaceFirst("html$", "collapsed");
    Profile profile =
        new Profile(
            planned.name(),
            graph.event(),
            Math.max(0, one.startNanos()),
            Math.max(0, one.endNanos()),
            one.why(),
            recording.tool(),
            graph.stacks().total(),
            graph.stacks().top(Profile.FUNCTIONS_MAX),
            graph.stacks().frames(Profile.FRAME_MIN),
            page,
            copies.keySet().stream().findFirst().orElse(""),
            "");
    return new TakenProfile(
        profile,
        empty ? Map.of() : Map.of(page, graph.page(), stacks, graph.stacks().collapsed()),
        copies);
  }

  /** Returns a file's path in the run directory, of which there is none yet. */
  private String file(String event, Taken one, String ending) {
    String path =
        Profile.FOLDER
            + "/"
            + planned.name()
            + event
            + "-"
            + Math.max(0, one.startNanos()) / 1_000_000_000L
            + "s";
    String file = path + ending;
    for (int i = 2; !files.add(file); i++) {
      file = path + "-" + i + ending;
    }
    return file;
  }

  /** Gives up what was sampled, and what is being sampled as soon as the process answers. */
  void close() {
    List<Taken> all;
    synchronized (taken) {
      closed = true;
      all = List.copyOf(taken);
      taken.clear();
    }
    all.forEach(one -> discard(one.recording()));
  }
}
