package dev.loadstone.engine.a2a;

import dev.loadstone.core.plan.A2a.Version;
import dev.loadstone.engine.value.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The state of a task.
 *
 * <p><b>Source:</b> A2A 1.0, {@code specification/a2a.proto}, TaskState; A2A 0.3, section 6.3.
 */
enum TaskState {
  SUBMITTED(Rest.GOES_ON),
  WORKING(Rest.GOES_ON),
  COMPLETED(Rest.ENDED),
  FAILED(Rest.ENDED),
  CANCELED(Rest.ENDED),
  REJECTED(Rest.ENDED),
  INPUT_REQUIRED(Rest.WAITS),
  AUTH_REQUIRED(Rest.WAITS),
  /** Only 0.3 has it. */
  UNKNOWN(Rest.GOES_ON);

  private enum Rest {
    GOES_ON,
    WAITS,
    ENDED
  }

  private static final List<TaskState> ALL = List.of(values());
  private static final Words NEW =
      new Words(
          Arrays.stream(values())
              .filter(state -> state != UNKNOWN)
              .map(state -> "TASK_STATE_" + state.name())
              .toArray(String[]::new));
  private static final Words OLD =
      new Words(Arrays.stream(values()).map(TaskState::label).toArray(String[]::new));

  private final Rest rest;
  private final String label;

  TaskState(Rest rest) {
    this.rest = rest;
    this.label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the state that a version of the protocol spells so; null if there is none. */
  static @Nullable TaskState of(Version version, byte[] text, int from, int to) {
    int number = (version == Version.V1_0 ? NEW : OLD).indexOf(text, from, to);
    return number == Words.UNKNOWN ? null : ALL.get(number);
  }

  /** Returns how 0.3 and results spell it, for example {@code input-required}. */
  String label() {
    return label;
  }

  /** Returns whether nothing comes any more unless the user says something. */
  boolean isFinal() {
    return rest != Rest.GOES_ON;
  }
}
