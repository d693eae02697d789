package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.server.Nginx;
import dev.loadstone.benchmarks.server.Testbed;
import java.io.IOException;

/** What a server tells of itself, so that no generator is trusted with its own count. */
interface Counter {
  /** Counts nothing. */
  Counter NONE =
      new Counter() {
        @Override
        public long requests() {
          return 0;
        }

        @Override
        public double cpuSeconds() {
          return Double.NaN;
        }
      };

  /** Returns how many requests were answered, or frames streamed, so far. */
  long requests() throws IOException;

  /** Returns the processor time used so far, in seconds; NaN if unknown. */
  double cpuSeconds();

  /** Returns the counter of a testbed's frames on a route. */
  static Counter of(Testbed testbed, String route) {
    return new Counter() {
      @Override
      public long requests() throws IOException {
        return testbed.frames(route);
      }

      @Override
      public double cpuSeconds() {
        return testbed.cpuSeconds();
      }
    };
  }

  /** Returns the counter of nginx. */
  static Counter of(Nginx nginx) {
    return new Counter() {
      @Override
      public long requests() throws IOException {
        return nginx.requests();
      }

      @Override
      public double cpuSeconds() {
        return nginx.cpuSeconds();
      }
    };
  }
}
