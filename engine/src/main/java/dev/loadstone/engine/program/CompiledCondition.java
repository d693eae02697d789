package dev.loadstone.engine.program;

import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Condition;
import dev.loadstone.engine.http.ValueTester;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A condition made ready. Immutable. */
public final class CompiledCondition {
  private final TextTemplate subject;
  private final Check.ValueTest test;
  private final ValueTester tester;
  private final Optional<TextTemplate> other;

  /** Makes a condition ready. */
  public CompiledCondition(Condition condition, Names names) {
    subject = TextTemplate.of(condition.subject(), names);
    test = condition.test();
    tester = new ValueTester(test);
    other = condition.other().map(value -> TextTemplate.of(value, names));
  }

  /** Returns the feeders' numbers that the condition needs a row of. */
  List<Integer> feeders() {
    List<Integer> feeders = new ArrayList<>(subject.feeders());
    other.ifPresent(value -> feeders.addAll(value.feeders()));
    return feeders;
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
    ValueTester fitting = tester;
    if (test instanceof Check.Compares compares && other.isPresent()) {
      Bytes right = new Bytes();
      if (other.get().write(values, right) != TextTemplate.COMPLETE || right.length() == 0) {
        return false;
      }
      fitting = new ValueTester(new Check.Compares(compares.operator(), right.text()));
    }
    return fitting.holds(scratch.array(), 0, scratch.length());
  }
}
