package dev.loadstone.testbed.ledger;

/**
 * What was really streamed on one route.
 *
 * @param frames written
 * @param firstStatus from the head read to the first change of its task's state written, of streams
 *     that are not made to fail
 * @param firstToken from the head read to the first token written, of the same streams
 * @param tokenGap between two tokens written that follow each other
 * @param lastToken from the head read to the last token written, of those of them that were written
 *     to their end
 * @param end from the head read to the last frame written, of the same streams
 * @param toolTime from the end of a tool call written to its result written
 * @param interrupts how many runs stopped to ask
 */
public record StreamLedger(
    long frames,
    TimeSummary firstStatus,
    TimeSummary firstToken,
    TimeSummary tokenGap,
    TimeSummary lastToken,
    TimeSummary end,
    TimeSummary toolTime,
    long interrupts) {
  /** Nothing was streamed. */
  public static final StreamLedger NONE =
      new StreamLedger(
          0,
          TimeSummary.NONE,
          TimeSummary.NONE,
          TimeSummary.NONE,
          TimeSummary.NONE,
          TimeSummary.NONE,
          TimeSummary.NONE,
          0);
}
