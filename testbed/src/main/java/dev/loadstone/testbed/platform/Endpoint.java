package dev.loadstone.testbed.platform;

/** Answers the requests of a route; quickly, without blocking, and the same for the same call. */
@FunctionalInterface
public interface Endpoint {
  /** Returns the answer to a call. */
  Answer answer(Call call);
}
