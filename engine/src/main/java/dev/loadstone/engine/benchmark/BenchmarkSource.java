package dev.loadstone.engine.benchmark;

/**
 * A named public class with a public constructor without parameters that makes a benchmark: what a
 * fork needs to know, since it shares nothing with the process that starts it.
 */
public interface BenchmarkSource {
  /** Returns the benchmark. */
  Benchmark benchmark();
}
