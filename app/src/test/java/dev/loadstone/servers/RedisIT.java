package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.CounterKey;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisIT {
  private RealServer server;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    server = RealServer.redis();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private ServerRun run(String settings, String load, String steps) throws InterruptedException {
    return ServerRun.of(
        "target: redis://127.0.0.1:" + server.port() + "/0\n" + settings, load, steps);
  }

  @Test
  void commands_ofAllForms_giveTheirReplies() throws InterruptedException {
    ServerRun run =
        run(
            "",
            ServerRun.ONCE,
            """
            - {redis: [SET, "user:${user.id}", "two words"], check: $.reply == OK}
            - {redis: "GET user:${user.id}", check: "$.reply == two words", extract: {found: $.reply}}
            - {redis: [ECHO, "${found}"], check: "$.reply == two words"}
            - {redis: INCR n, pipeline: 5, check: ["$.reply == 1", "$.replies[4] == 5"]}
            - {redis: [MGET, n, none], check: ["$.reply[0] == 5"]}
            - {redis: GET none}
            - redis: HSET h a 1 b 2
            - {redis: HGETALL h, check: ["$.reply[0] == a", "$.reply[3] == 2"]}
            - {redis: [EVAL, "return {1,{2,{}},'x'}", 0], check: ["$.reply[1][0] == 2", "$.reply[2] == x"]}
            """);
    assertThat(run.failures()).isEmpty();
    assertThat(run.ok()).isEqualTo(9);
    assertThat(run.count(CounterKey.CACHE_HITS, Map.of())).isEqualTo(2);
    assertThat(run.count(CounterKey.CACHE_MISSES, Map.of())).isEqualTo(2);
  }

  @Test
  void hitRatio_asAThreshold_isJudged() throws InterruptedException {
    ServerRun run =
        run(
            "thresholds: [hit_ratio >= 50%, \"hit_ratio{step=there} >= 99%\"]\n",
            ServerRun.ONCE,
            """
            - redis: SET seen 1
            - {redis: GET seen, name: there}
            - {redis: GET unseen, name: missing}
            """);
    assertThat(run.result().thresholds().stream().map(judged -> judged.observed()))
        .containsExactly(0.5, 1.0);
  }

  @Test
  void streams_writtenAndRead_tellTheLatencyOfTheirEntries() throws InterruptedException {
    ServerRun run =
        run(
            "",
            ServerRun.ONCE,
            """
            - {redis: [XADD, orders, "*", id, "${user.id}"], pipeline: 3}
            - {redis: XREAD COUNT 10 STREAMS orders 0, check: $..id exists}
            """
                .replace("$..id exists", "body contains orders"));
    assertThat(run.failures()).isEmpty();
    assertThat(run.count(CounterKey.MESSAGES_RECEIVED, Map.of())).isEqualTo(3);
    assertThat(run.total(Measure.MESSAGE_LATENCY).max()).isLessThan(5);
  }

  @Test
  void errors_ofTheServer_areClassedAndDoNotCostTheConnection() throws InterruptedException {
    ServerRun run =
        run(
            "redis: {maxConnections: 1}\n",
            ServerRun.ONCE,
            """
            - redis: SET text abc
            - {redis: INCR text, onFailure: continue}
            - {redis: LPUSH text 1, onFailure: continue}
            - {redis: NONSENSE, onFailure: continue}
            - {redis: BLPOP nothing 0, timeout: 100ms, onFailure: continue}
            - {redis: GET text, check: $.reply == abc}
            """);
    assertThat(run.failures())
        .containsExactlyInAnyOrder(
            "client_error: ERR value is not an integer or out of range",
            "client_error: WRONGTYPE Operation against a key holding the wrong kind of value",
            "client_error: ERR unknown command 'NONSENSE', with args beginning with: ",
            "timeout_total: no end in time");
    assertThat(run.ok()).isEqualTo(2);
  }

  @Test
  void pool_thatIsTooSmall_isBlamedForTheWait() throws InterruptedException {
    ServerRun run =
        run(
            "redis: {maxConnections: 2}\n",
            "{model: closed, phases: [{users: 8, for: 1s}]}",
            "- redis: BLPOP nothing 0.02");
    assertThat(run.total(Measure.START_DELAY_CONNECTION).percentile(Statistic.P50))
        .isGreaterThan(0.02);
    assertThat(run.total(Measure.SERVICE_TIME).min()).isGreaterThan(0.015);
    assertThat(run.total(Measure.RESPONSE_TIME).percentile(Statistic.P50))
        .isGreaterThan(2 * run.total(Measure.SERVICE_TIME).percentile(Statistic.P50));
  }

  @Test
  void password_thatIsWrong_endsTheRunBeforeItBegins() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> run("redis: {user: nobody, password: x}\n", ServerRun.ONCE, "- redis: PING"))
        .withMessageStartingWith(
            "the target at redis://127.0.0.1:" + server.port() + "/0 cannot be used: ");
  }
}
