package dev.loadstone.core.profile;

import java.util.List;

/**
 * A profile that was taken in a run, or why it could not be.
 *
 * @param name as the plan has it
 * @param event what it is of
 * @param startNanos nanoseconds from the start of the run
 * @param endNanos the same; not before the start
 * @param why it was taken just then, in a few words
 * @param tool what sampled; empty if nothing did
 * @param total what was sampled, in {@link ProfileEvent#unit}
 * @param functions those with the greatest shares
 * @param frames of the flame graph, but for narrow ones, as {@link Stacks#frames} has them
 * @param page the flame graph's file, relative to the run directory; empty if there is none
 * @param recording the file of what was sampled, in the format of JDK Flight Recorder, relative to
 *     the run directory; empty if there is none
 * @param failure why there is no profile, a sentence without its full stop; empty if there is
 */
public record Profile(
    String name,
    ProfileEvent event,
    long startNanos,
    long endNanos,
    String why,
    String tool,
    long total,
    List<ProfiledFunction> functions,
    List<FlameFrame> frames,
    String page,
    String recording,
    String failure) {
  /** How many functions are told of a profile, by each of the two shares. */
  public static final int FUNCTIONS_MAX = 5;

  /** The least share of a frame that is kept of a profile. */
  public static final double FRAME_MIN = 0.01;

  /** The folder of the files, in the run directory. */
  public static final String FOLDER = "profiles";

  /** Copies the lists. */
  public Profile {
    functions = List.copyOf(functions);
    frames = List.copyOf(frames);
  }

  /** Returns a profile that could not be taken. */
  public static Profile failed(
      String name, ProfileEvent event, long atNanos, String why, String failure) {
    return new Profile(
        name, event, atNanos, atNanos, why, "", 0, List.of(), List.of(), "", "", failure);
  }

  /** Returns whether there is a profile. */
  public boolean isTaken() {
    return failure.isEmpty();
  }
}
