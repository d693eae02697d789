package dev.loadstone.core.verdict;

import java.util.OptionalDouble;

/**
 * A threshold, judged.
 *
 * @param threshold what was asked
 * @param verdict whether it was met
 * @param observed the figure seen, in base units; NaN if there are no data. With a window, the
 *     worst window's
 * @param low lower end of the 95 % confidence interval of a percentile; empty for other figures and
 *     too few samples
 * @param high upper end of it
 * @param reason why, a sentence; empty if it was plainly met or missed
 */
public record ThresholdResult(
    Threshold threshold,
    Verdict verdict,
    double observed,
    OptionalDouble low,
    OptionalDouble high,
    String reason) {}
