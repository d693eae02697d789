package dev.loadstone.testbed.mesh;

import dev.loadstone.testbed.truth.MeshTruth.Mode;
import dev.loadstone.testbed.truth.MeshTruth.Teamwork;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.SplitMix64;

/**
 * How agents worked together on one task.
 *
 * @param mode how they shared it
 * @param agents how many there were, at least 1
 * @param agreed whether they reached a consensus; always true in other modes
 * @param rounds how often they were coordinated
 * @param nanos how long it took
 * @param workNanos how long all agents worked, one added to the other
 * @param coordinationNanos how much of the time was coordination
 * @param messages between agents, or between an agent and the mesh
 */
public record Collaboration(
    Mode mode,
    int agents,
    boolean agreed,
    int rounds,
    long nanos,
    long workNanos,
    long coordinationNanos,
    long messages) {
  /**
   * Lets agents work.
   *
   * @param roundsMax after how many rounds agents give up to seek a consensus, at least 1
   * @param fates from which the consensus is drawn
   * @param times from which times are drawn
   */
  public static Collaboration of(
      Teamwork law, Mode mode, int agents, int roundsMax, SplitMix64 fates, SplitMix64 times) {
    Work work = new Work(law.turn(mode), law.coordination(), times);
    boolean agreed = true;
    switch (mode) {
      case PARALLEL -> work.together(agents);
      case COMPETITION -> work.race(agents);
      case SEQUENTIAL -> work.inTurn(agents);
      case DELEGATION -> {
        work.together(1);
        work.together(agents - 1);
      }
      case HIERARCHICAL -> {
        for (int level = Integer.highestOneBit(agents); level > 0; level /= 2) {
          work.together(Math.min(level, agents - level + 1));
        }
      }
      case CONSENSUS -> {
        boolean reached = fates.nextDouble() < law.consensus();
        agreed = reached && law.rounds() <= roundsMax;
        int rounds = agreed ? law.rounds() : roundsMax;
        for (int round = 0; round < rounds; round++) {
          work.together(agents);
        }
      }
    }
    return new Collaboration(
        mode,
        agents,
        agreed,
        work.rounds,
        work.nanos,
        work.workNanos,
        work.coordinationNanos,
        messages(mode, agents, work.rounds));
  }

  /**
   * Returns the share of the agents' time in which they worked: speed-up over one agent alone, by
   * the number of agents; 0–1, and 1 if it took no time.
   */
  public double parallelEfficiency() {
    return nanos == 0 ? 1 : (double) workNanos / nanos / agents;
  }

  /** Everybody hears everybody, or one hands on to the next, or each is told and tells. */
  private static long messages(Mode mode, int agents, int rounds) {
    return switch (mode) {
      case CONSENSUS -> (long) rounds * agents * (agents - 1);
      case SEQUENTIAL -> agents + 1L;
      case DELEGATION, HIERARCHICAL -> 2L * (agents - 1);
      case PARALLEL, COMPETITION -> 2L * agents;
    };
  }

  /** Time that passes while agents work. Not thread-safe. */
  private static final class Work {
    private final ServiceLaw turn;
    private final ServiceLaw coordination;
    private final SplitMix64 times;
    private int rounds;
    private long nanos;
    private long workNanos;
    private long coordinationNanos;

    Work(ServiceLaw turn, ServiceLaw coordination, SplitMix64 times) {
      this.turn = turn;
      this.coordination = coordination;
      this.times = times;
    }

    private void coordinate() {
      long drawn = coordination.drawNanos(times);
      coordinationNanos += drawn;
      nanos += drawn;
      rounds++;
    }

    /** All at once; the slowest ends it. Nobody takes no time. */
    void together(int agents) {
      if (agents < 1) {
        return;
      }
      coordinate();
      long longest = 0;
      for (int agent = 0; agent < agents; agent++) {
        long drawn = turn.drawNanos(times);
        workNanos += drawn;
        longest = Math.max(longest, drawn);
      }
      nanos += longest;
    }

    /** All at once; the fastest ends it, and the others have worked as long as it has. */
    void race(int agents) {
      coordinate();
      long shortest = Long.MAX_VALUE;
      for (int agent = 0; agent < agents; agent++) {
        shortest = Math.min(shortest, turn.drawNanos(times));
      }
      nanos += shortest;
      workNanos += shortest * agents;
    }

    /** One after the other. */
    void inTurn(int agents) {
      for (int agent = 0; agent < agents; agent++) {
        together(1);
      }
    }
  }
}
