package dev.loadstone.engine.program;

import dev.loadstone.core.plan.ThinkTime;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.HttpOperation;

/** One instruction of a flat program. Targets of jumps are places in the same program. */
public sealed interface Instruction {
  /** Runs an HTTP operation and waits for its end. */
  record Http(HttpOperation operation) implements Instruction {}

  /** Runs another operation and waits for its end. */
  record Activity(ActivityOperation operation) implements Instruction {}

  /** Waits. */
  record Pause(ThinkTime time) implements Instruction {}

  /** Takes a figure down. */
  record Take(CompiledRecording recording) implements Instruction {}

  /** Goes on elsewhere. */
  record Jump(int target) implements Instruction {}

  /** Goes on elsewhere unless the condition holds. */
  record JumpUnless(CompiledCondition condition, int target) implements Instruction {}

  /** Sets a counter. */
  record RepeatBegin(int counter, int times) implements Instruction {}

  /** Takes one off a counter, and goes on elsewhere while it is above 0. */
  record RepeatEnd(int counter, int target) implements Instruction {}

  /** Remembers when a group began. */
  record GroupBegin(int counter) implements Instruction {}

  /**
   * Begins a sample of a benchmark.
   *
   * @param end the place at which it goes on after a failure: that of its {@link SampleEnd}
   */
  record SampleBegin(int end) implements Instruction {}

  /** Ends a sample of a benchmark. */
  record SampleEnd() implements Instruction {}

  /** Records how long a group took. */
  record GroupEnd(int counter, int group) implements Instruction {}
}
