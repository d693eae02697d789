package dev.loadstone.core.verdict;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.Optional;

/**
 * A threshold, judged.
 *
 * @param threshold what was asked
 * @param verdict whether it was met
 * @param observed the figure seen, in base units; NaN if there are no data. With a window, the
 *     worst window's
 * @param interval 95 % confidence interval of a percentile, in base units; empty for other figures,
 *     and where it cannot be told
 * @param reason why, a sentence; empty if it was plainly met or missed
 */
public record ThresholdResult(
    Threshold threshold,
    Verdict verdict,
    double observed,
    Optional<ConfidenceInterval> interval,
    String reason) {}
