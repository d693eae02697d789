package dev.loadstone.app.console;

/** The wishes of a person or a supervisor that the program ends. */
public interface Interrupts {
  /** Nobody ever interrupts. */
  Interrupts NONE = action -> () -> {};

  /**
   * Takes the first interrupt as a wish instead of an order. The second one ends the process at
   * once with the code 130.
   *
   * @param action what to do at the first interrupt; called on a thread of its own
   * @return to be closed when the wish cannot be granted any more; interrupts then end the process
   */
  Watch watch(Runnable action);

  /** The time during which interrupts are wishes. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
