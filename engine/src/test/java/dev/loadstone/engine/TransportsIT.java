package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.engine.EngineOptions.Transport;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same load by each kind of sockets: all is sent, and nothing before its time. */
final class TransportsIT {
  private static final String LOAD = "{phases: [{rate: 200/s, for: 1s}]}";

  @ParameterizedTest
  @EnumSource
  void run_onEachTransport_sendsAllInTime(Transport transport) throws Exception {
    assumeTrue(transport != Transport.EPOLL || Epoll.isAvailable(), "needs epoll");
    assumeTrue(transport != Transport.IO_URING || IoUring.isAvailable(), "needs io_uring");
    RunResult result =
        check(new EngineOptions(OptionalInt.of(2), transport, false, false, Duration.ZERO));
    assertThat(result.start().environment()).containsEntry("generator.latency", "usual");
  }

  @Test
  void run_thatNeverSleeps_sendsAllInTime() throws Exception {
    RunResult result =
        check(new EngineOptions(OptionalInt.of(1), Transport.AUTO, true, false, Duration.ZERO));
    assertThat(result.generator().loopCpuRatioMax()).isNaN();
    assertThat(result.start().environment()).containsEntry("generator.latency", "busy-poll");
  }

  private static RunResult check(EngineOptions options) throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      RunResult result =
          Runs.run(Runs.plan(server.url(), "", LOAD, "- http: POST /a\n  body: hello\n"), options);
      assertThat(server.requests())
          .hasSize(200)
          .allMatch(request -> request.body().equals("hello"));
      assertThat(Runs.operations(result, "ok")).isEqualTo(200);
      assertThat(result.end().driverFailures()).isEmpty();
      // The last is due at 0.9975 s; a timer that fires early would end the run before that.
      assertThat(result.end().atNanos()).isGreaterThan(997_500_000L);
      assertThat(count(result, Measure.START_DELAY)).isEqualTo(200);
      return result;
    }
  }

  private static long count(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .mapToLong(MeasureSummary::count)
        .findFirst()
        .orElse(0);
  }

  @Test
  void of_label_isTheTransport() {
    assertThat(Transport.of("io_uring")).contains(Transport.IO_URING);
    assertThat(Transport.of("kqueue")).isEmpty();
    assertThat(Transport.labels()).containsExactly("auto", "epoll", "io_uring", "nio");
  }
}
