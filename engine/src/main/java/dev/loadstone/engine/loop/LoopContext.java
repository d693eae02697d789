package dev.loadstone.engine.loop;

import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.http.HttpClient;
import dev.loadstone.engine.program.CompiledPlan;
import dev.loadstone.engine.record.LoopRecorder;
import dev.loadstone.engine.time.TimerHeap;
import io.netty.channel.EventLoop;
import java.util.function.LongSupplier;

/**
 * What virtual users and drivers share on their event loop.
 *
 * @param index the loop's number, from 0
 * @param loops how many loops there are
 * @param plan what is run
 * @param eventLoop on which everything happens
 * @param clock nanoseconds from the start of the run
 * @param timers the loop's timers
 * @param http the loop's client
 * @param activities what operations of other kinds need
 * @param recorder the loop's recorders
 * @param samples where failures go that are kept as examples
 */
record LoopContext(
    int index,
    int loops,
    CompiledPlan plan,
    EventLoop eventLoop,
    LongSupplier clock,
    TimerHeap timers,
    HttpClient http,
    ActivityContext activities,
    LoopRecorder recorder,
    FailureSampler samples) {
  long now() {
    return clock.getAsLong();
  }
}
