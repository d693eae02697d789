package dev.loadstone.core.gate;

/**
 * What a part of a gate says.
 *
 * @param part which
 * @param answer what it says
 * @param reason why, a clause without a full stop
 * @param required whether runs may not pass unless it is judged
 */
public record PartAnswer(Part part, Answer answer, String reason, boolean required) {
  /** Creates the answer of a part that need not be judged. */
  public PartAnswer(Part part, Answer answer, String reason) {
    this(part, answer, reason, false);
  }

  /** Returns the same of a part that must be judged. */
  public PartAnswer asRequired() {
    return new PartAnswer(part, answer, reason, true);
  }

  /** Returns what it adds to the whole: a part that must be judged and is not leaves it open. */
  public Answer counted() {
    return required && answer == Answer.NOT_JUDGED ? Answer.INCONCLUSIVE : answer;
  }
}
