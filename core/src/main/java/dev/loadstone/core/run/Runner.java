package dev.loadstone.core.run;

import dev.loadstone.core.plan.Plan;

/** Turns a plan into recordings against intended time. */
public interface Runner {
  /**
   * Starts a run.
   *
   * @param plan what to run
   * @param start what to tell observers at the start; its time is set anew when the load really
   *     starts
   * @param observer hears of the run, on a thread of the runner's
   * @return the run
   */
  Run start(Plan plan, RunStart start, RunObserver observer);

  /** A run under way. */
  interface Run {
    /**
     * Ends the load: nothing new starts, what is under way may go on for the drain's time. Returns
     * at once; does nothing the second time.
     *
     * @param reason why, for {@link RunEnd}
     * @param detail a sentence for a person; may be empty
     */
    void stop(RunEnd.Reason reason, String detail);

    /**
     * Holds the load at another level until it ends; its end stays when it was. Several loads share
     * the level in the ratio of their highest levels in the plan. Returns at once.
     *
     * @param level arrivals per second of an open load, users of a closed one; 0 or more
     * @throws IllegalArgumentException if the level is no such number, if the run's loads are of
     *     both kinds, or if one follows recorded arrivals
     */
    void adjust(double level);

    /** Returns whether the plan has profiles that a person may ask for. */
    boolean offersProfiles();

    /** Has the profiles begin that a person may ask for. Returns at once. */
    void profile();

    /**
     * Waits until the run is over and its observer has heard all of it.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the run goes on
     */
    RunEnd await() throws InterruptedException;
  }
}
