package dev.loadstone.benchmarks.scenario;

import java.util.Locale;
import java.util.Set;

/**
 * How thoroughly to measure.
 *
 * @param rounds how often each generator is run
 * @param quick whether runs are short: for a try, not for figures
 * @param tools names in lower case of the generators to run; empty for all. {@code loadstone}
 *     stands for all of its kinds
 * @param rate requests per second of the open load
 */
public record Settings(int rounds, boolean quick, Set<String> tools, double rate) {
  /** Copies the names. */
  public Settings {
    tools = Set.copyOf(tools);
  }

  /** Returns whether a generator is to be run. */
  boolean wants(String tool) {
    String name = tool.toLowerCase(Locale.ROOT);
    return tools.isEmpty() || tools.contains(name.replaceAll(",.*", ""));
  }

  /**
   * Returns the window of a run whose length is told: the usual one, or of a long run all but the
   * beginning and the end.
   */
  Window window(int seconds) {
    if (quick) {
      return new Window(seconds / 2.0, seconds - 1.0);
    }
    double last = seconds - 2.0;
    return new Window(Window.BEGIN, seconds < Window.LONG ? Math.min(Window.END, last) : last);
  }
}
