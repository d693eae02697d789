package dev.loadstone.core.step;

import java.util.Map;

/**
 * What an operation gave.
 *
 * @param value what checks and extractions look at, as JSON: texts, numbers, Booleans, nulls,
 *     {@link Payload}s, lists and maps with text keys
 * @param bytesSent of payload; 0 if not known
 * @param bytesReceived of payload; 0 if not known
 */
public record StepResult(Map<String, ?> value, long bytesSent, long bytesReceived) {
  /** Nothing to look at. */
  public static final StepResult NOTHING = new StepResult(Map.of(), 0, 0);

  /** Returns a result whose bytes are not known. */
  public static StepResult of(Map<String, ?> value) {
    return new StepResult(value, 0, 0);
  }
}
