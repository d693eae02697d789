package dev.loadstone.engine;

import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.health.GeneratorProbe;
import dev.loadstone.engine.health.Ports;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What sockets the users of a plan's closed loads need, and what there is. Open loads are left out:
 * how many of their iterations will be under way at once is known only from the run.
 *
 * @param users of all closed loads at their highest levels
 * @param connections that they have at most, all at once
 * @param certain whether they will really have them, because each user keeps one of its own
 * @param descriptors how many connections this process may have open
 * @param ports how many connections one local address can have to the target; empty if that is not
 *     known or there are several targets
 * @param localAddresses that the plan names
 */
public record SocketNeeds(
    long users,
    long connections,
    boolean certain,
    long descriptors,
    OptionalLong ports,
    List<InetAddress> localAddresses) {
  private static final long OWN_FILES = 500;

  /** Copies the addresses. */
  public SocketNeeds {
    localAddresses = List.copyOf(localAddresses);
  }

  /** Returns the needs of a plan in this process. */
  public static SocketNeeds of(Plan plan) {
    HttpSettings http = plan.http();
    long users =
        Stream.concat(
                plan.load().stream(),
                plan.scenarios().stream().map(Scenario::load).flatMap(Optional::stream))
            .filter(load -> load.model() == Load.Model.CLOSED)
            .mapToLong(load -> (long) Math.ceil(LevelCurve.of(load).peak()))
            .sum();
    int targets =
        plan.targets().values().stream()
            .filter(Target::isHttp)
            .mapToInt(target -> target.instances().size())
            .sum();
    return new SocketNeeds(
        users,
        Math.min(
            Math.ceilDiv(users, http.protocol().requestsPerConnection()),
            (long) http.connectionsMax() * targets),
        http.connections() == Connections.PER_USER,
        GeneratorProbe.freeDescriptors(),
        targets == 1 ? Ports.ephemeral() : OptionalLong.empty(),
        http.localAddresses());
  }

  /** Returns why the plan cannot be run here, before any load; empty if it can. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(SourceAddresses.problems(localAddresses));
    if (certain) {
      shortages().forEach(shortage -> problems.add(shortage.problem()));
    }
    return problems;
  }

  /** Returns what may be missing, a sentence each; empty if it is certain, or enough. */
  public List<String> notes() {
    return certain ? List.of() : shortages().stream().map(Shortage::note).toList();
  }

  private List<Shortage> shortages() {
    List<Shortage> shortages = new ArrayList<>();
    if (connections > descriptors) {
      shortages.add(
          new Shortage(
              users,
              connections,
              String.format(Locale.ROOT, "this process has file descriptors for %,d", descriptors),
              String.format(
                  Locale.ROOT,
                  "Raise the limit (ulimit -n %d), lower the number of users, or set http.maxConnections.",
                  connections + OWN_FILES)));
    }
    int sources = Math.max(1, localAddresses.size());
    if (ports.isPresent() && connections > ports.getAsLong() * sources) {
      long enough = Math.ceilDiv(connections, Math.max(1, ports.getAsLong()));
      shortages.add(
          new Shortage(
              users,
              connections,
              String.format(
                  Locale.ROOT,
                  "%s %,d ports to one target",
                  sources == 1 ? "one local address has" : sources + " local addresses have",
                  ports.getAsLong() * sources),
              String.format(
                  Locale.ROOT,
                  "Name %d addresses of this machine in http.localAddresses.",
                  enough)));
    }
    return shortages;
  }

  private record Shortage(long users, long connections, String have, String fix) {
    Problem problem() {
      return new Problem(
          Optional.empty(),
          "load",
          String.format(
              Locale.ROOT,
              "must not need more connections than there can be, got: %,d users with %,d connections of their own, but %s",
              users,
              connections,
              have),
          fix);
    }

    String note() {
      return String.format(
          Locale.ROOT,
          "%,d users may need %,d connections at once, but %s. %s",
          users,
          connections,
          have,
          fix);
    }
  }
}
