package dev.loadstone.web;

import dev.loadstone.core.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the page lets a person do, and does not know how to do itself. Thread-safe; may block. */
public interface Desk {
  /**
   * Reads a plan and returns everything that is wrong with it, what is not allowed from here among
   * it.
   *
   * @param target another target, as a URL or {@code name=URL}
   */
  List<Problem> problems(String plan, Optional<String> target);

  /**
   * Starts a run; returns when its load begins.
   *
   * @return the id of the run, that is the name of its folder
   * @throws dev.loadstone.core.problem.InvalidInputException if the plan is wrong or not allowed
   * @throws BusyException if a run goes on
   * @throws IOException if the target is not there or the run directory cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  String start(String plan, Optional<String> target)
      throws BusyException, IOException, InterruptedException;

  /**
   * Holds the load of the run that goes on at a level.
   *
   * @return whether there is such a run
   * @throws IllegalArgumentException if the load has no such level
   */
  boolean adjust(double level);

  /** Returns whether the run that goes on has profiles that may be asked for. */
  boolean offersProfiles();

  /**
   * Has the profiles begin that may be asked for.
   *
   * @return whether a run goes on
   * @throws IllegalArgumentException if it has none
   */
  boolean profile();

  /**
   * Ends the load of the run that goes on; what is under way may end.
   *
   * @return whether there is such a run
   */
  boolean stop();

  /**
   * Returns the names of the plans whose runs the history has, that of the latest run first.
   *
   * @throws IOException if the history cannot be read
   */
  List<String> plans() throws IOException;

  /**
   * Returns the names of figures that trends can be shown of.
   *
   * @throws IOException if the history cannot be read
   */
  List<String> figures(Optional<String> plan) throws IOException;

  /**
   * Returns a figure over runs as a page.
   *
   * @return empty if there is no such figure
   * @throws IllegalArgumentException if several plans have it, and none is named
   * @throws IOException if the history cannot be read
   */
  Optional<byte[]> trend(String figure, Optional<String> plan) throws IOException;

  /** Returns the JSON Schema of plans. */
  String planSchema();

  /** A run goes on already; one generator makes one load at a time. */
  final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public BusyException(String id) {
      super("a run goes on already: " + id + ". Stop it, or wait for its end.");
    }
  }
}
