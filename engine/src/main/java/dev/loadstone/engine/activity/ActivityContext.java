package dev.loadstone.engine.activity;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.http.HttpClient;
import dev.loadstone.engine.http.HttpEnvironment;
import dev.loadstone.engine.time.TimerHeap;
import dev.loadstone.engine.value.Names;
import io.netty.channel.EventLoop;

/**
 * What activities need of their event loop.
 *
 * @param environment the loop, its clock and timers, and how to connect
 * @param http the loop's HTTP client
 * @param names of the plan's variables
 * @param farewells what users still do who have left
 * @param turns how other threads have something done on the loop
 */
public record ActivityContext(
    HttpEnvironment environment, HttpClient http, Names names, Farewells farewells, Turns turns) {
  /** Returns the loop's time in nanoseconds. */
  public long now() {
    return environment.clock().getAsLong();
  }

  /** Returns the loop's timers. */
  public TimerHeap timers() {
    return environment.timers();
  }

  /** Returns the loop. */
  public EventLoop eventLoop() {
    return environment.eventLoop();
  }

  /** Returns whether a failure is worth the cost of describing it. */
  public boolean wantsSample(int operation, ErrorClass error) {
    return environment.samples().wants(operation, error);
  }
}
