package dev.loadstone.engine.program;

import dev.loadstone.core.plan.Condition;
import dev.loadstone.engine.http.ValueTester;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;

/** A condition made ready. Immutable. */
public final class CompiledCondition {
  private final TextTemplate subject;
  private final ValueTester tester;

  /** Makes a condition ready. */
  public CompiledCondition(Condition condition, Names names) {
    subject = TextTemplate.of(condition.subject(), names);
    tester = new ValueTester(condition.test());
  }

  /** Returns the feeders' numbers that the condition needs a row of. */
  java.util.List<Integer> feeders() {
    return subject.feeders();
  }

  /**
   * Returns whether the condition holds. A value that was never set does not exist.
   *
   * @param scratch a place for the value's text
   */
  public boolean holds(UserValues values, Bytes scratch) {
    int missing = subject.write(values, scratch.clear());
    if (missing != TextTemplate.COMPLETE || scratch.length() == 0) {
      return tester.holdsWithoutValue();
    }
    return tester.holds(scratch.array(), 0, scratch.length());
  }
}
