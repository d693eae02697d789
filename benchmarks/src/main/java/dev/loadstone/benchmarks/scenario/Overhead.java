package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.ProcessFailure;
import dev.loadstone.benchmarks.scenario.Rig.Turn;
import dev.loadstone.benchmarks.server.Nginx;
import dev.loadstone.benchmarks.server.Testbed;
import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.benchmarks.table.Spread;
import dev.loadstone.benchmarks.tool.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What being watched takes of the generator. Every run that is watched has one that is not before
 * and after it, and is compared with these two.
 *
 * @param rig runs it
 * @param watched in which ways, beside {@link Watching#NONE}
 */
public record Overhead(Rig rig, List<Watching> watched) {
  private static final int SECONDS = 40;
  private static final int SECONDS_QUICK = 8;

  /** How requests are sent. */
  public enum Loop {
    /** 64 connections that ask again as soon as they were answered. */
    CLOSED,
    /** At a rate, Poisson. */
    OPEN;

    /** Returns its name in options and files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What came out.
   *
   * @param text Markdown; ends with a line feed
   * @param met whether nothing failed and, unless runs were short, no limit was passed
   */
  public record Finding(String text, boolean met) {}

  /** Copies the list. */
  public Overhead {
    watched = List.copyOf(watched);
  }

  /**
   * Runs it.
   *
   * @throws IOException if files cannot be written or the server does not answer
   */
  public Finding run(Loop loop) throws IOException {
    PairedRuns runs = new PairedRuns(Watching.NONE.label());
    List<String> failures = new ArrayList<>();
    Path idle = Files.createDirectories(rig.directory().resolve("idle").resolve(loop.label()));
    try (Nginx nginx = Nginx.start(rig.box(), rig.directory(), Rig.SERVER_PROCESSOR);
        Testbed testbed = Testbed.start(rig.loadstone(), idle, Rig.SERVER_PROCESSOR, "{}")) {
      String probes = probes(nginx.pid(), testbed.url("/metrics").getPort(), hasGroups());
      for (int round = 1; round <= rig.settings().rounds(); round++) {
        for (Watching how : order()) {
          Turn turn = new Turn(loop.label(), round, runs.size() + 1);
          runs.add(round, how.label(), run(turn, loop, how, probes, nginx, failures));
        }
      }
    }
    return finding(loop, runs, failures, rig.settings());
  }

  private List<Watching> order() {
    List<Watching> order = new ArrayList<>(List.of(Watching.NONE));
    for (Watching how : watched) {
      order.add(how);
      order.add(Watching.NONE);
    }
    return order;
  }

  private Optional<Sample> run(
      Turn turn, Loop loop, Watching how, String probes, Nginx nginx, List<String> failures)
      throws IOException {
    WatchedLoadstone tool = WatchedLoadstone.of(rig.loadstone(), how, probes);
    Load load = load(loop, nginx);
    Optional<Child> watcher = tool.watch(Rig.SERVER_PROCESSOR, rig.place(turn, tool));
    try {
      Optional<Sample> sample = rig.run(turn, tool, load, Counter.of(nginx), failures::add);
      if (sample.isPresent() && watcher.isPresent()) {
        tool.check(watcher.get(), load.seconds());
      }
      return sample;
    } catch (ProcessFailure missed) {
      failures.add("%s, round %d: %s".formatted(how.label(), turn.round(), missed.getMessage()));
      return Optional.empty();
    } finally {
      watcher.ifPresent(Child::close);
    }
  }

  private Load load(Loop loop, Nginx nginx) {
    int seconds = rig.settings().quick() ? SECONDS_QUICK : SECONDS;
    return switch (loop) {
      case CLOSED -> new Load.Closed(nginx.url("/plain"), seconds, ClosedLoop.CONNECTIONS);
      case OPEN ->
          new Load.Paced(
              nginx.url("/plain"), seconds, rig.settings().rate(), true, ClosedLoop.CONNECTIONS);
    };
  }

  private static boolean hasGroups() throws IOException {
    return Files.readString(Path.of("/proc/self/mounts")).contains(" cgroup2 ");
  }

  /**
   * Returns a probe of each kind.
   *
   * @param server the process that answers
   * @param testbedPort of a testbed, whose JVM and metrics are looked at
   * @param groups whether there are control groups
   */
  static String probes(long server, int testbedPort, boolean groups) {
    String group = groups ? "  - {cgroup: \"" + server + "\", name: group}\n" : "";
    return """
    probes:
      - {process: "%1$d", children: true, name: server}
    %3$s\
      - {machine: all, name: machine}
      - {jvm: "--port %2$d", name: jvm}
      - prometheus: http://127.0.0.1:%2$d/metrics
        name: page
        series: {heap_bytes: jvm_memory_used_bytes, cpu: process_cpu_seconds_total}
      - {command: [cut, -d, " ", -f1, /proc/loadavg], series: {load: number}, name: command}
    """
        .formatted(server, testbedPort, group);
  }

  /** Returns a table, and whether it is as it should be. */
  static Finding finding(Loop loop, PairedRuns runs, List<String> failures, Settings settings) {
    Markdown table =
        new Markdown(
            loop == Loop.CLOSED
                ? "closed, " + ClosedLoop.CONNECTIONS + " connections"
                : "open, " + Markdown.whole(settings.rate()) + "/s",
            "CPU-seconds per 100,000 requests",
            "× none",
            "× none, loops alike",
            "at most",
            "requests/s",
            "peak resident MB");
    boolean met = failures.isEmpty();
    for (Watching how : Watching.values()) {
      String name = how.label();
      if (!runs.has(name)) {
        continue;
      }
      Spread alike = runs.ratiosBesideLoops(name);
      boolean over = how.limit().isPresent() && !(alike.median() <= how.limit().getAsDouble());
      met &= settings.quick() || !over;
      String limit = how.limit().isPresent() ? Markdown.number(how.limit().getAsDouble()) : "–";
      table.row(
          name,
          runs.spread(name, Sample::cost).text(),
          precise(runs.ratios(name)),
          precise(alike),
          over ? "**" + limit + "**" : limit,
          Markdown.whole(runs.spread(name, Sample::rate).median()),
          Markdown.whole(runs.spread(name, Sample::peakMegabytes).median()));
    }
    String told = failures.stream().map(failure -> "\n- " + failure).reduce("", String::concat);
    return new Finding(table.text() + (told.isEmpty() ? "" : told + "\n"), met);
  }

  /** Three decimals: what is looked for is a few hundredths. */
  private static String precise(Spread ratios) {
    return ratios.count() == 0
        ? "–"
        : String.format(
            Locale.ROOT, "%.3f (%.3f–%.3f)", ratios.median(), ratios.min(), ratios.max());
  }
}
