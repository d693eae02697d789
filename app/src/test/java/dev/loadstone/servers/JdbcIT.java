package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JdbcIT {
  private RealServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = RealServer.postgres(folder);
    ServerRun made =
        run(
            "",
            ServerRun.ONCE,
            """
            - jdbc: CREATE TABLE users (id int PRIMARY KEY, name text, score numeric, born date)
            - jdbc: INSERT INTO users VALUES (?, ?, ?, ?)
              batch: [[1, ann, 1.5, 2001-02-03], [2, "bob's", 2, 2002-03-04]]
              check: $.updated == 2
            """);
    assertThat(made.failures()).isEmpty();
    assertThat(made.ok()).isEqualTo(2);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private ServerRun run(String settings, String load, String steps) throws InterruptedException {
    return ServerRun.of(
        "target: \"jdbc:postgresql://127.0.0.1:"
            + server.port()
            + "/postgres?user=postgres\"\n"
            + settings,
        load,
        steps);
  }

  @Test
  void statements_ofAllForms_giveTheirRows() throws InterruptedException {
    ServerRun run =
        run(
            "",
            ServerRun.ONCE,
            """
            - jdbc: SELECT * FROM users WHERE id = ?
              params: [2]
              check: ["$.rows[0].name == bob's", "$.rows[0].score == 2", "$.rows[0].born == 2002-03-04", "$.row_count == 1"]
              extract: {who: "$.rows[0].name"}
            - jdbc: UPDATE users SET score = score + ? WHERE name = ?
              params: [0.5, "${who}"]
              check: ["$.updated == 1", "$.rows not exists"]
            - jdbc:
                - SELECT score FROM users WHERE id = 1 FOR UPDATE
                - sql: UPDATE users SET score = ? WHERE id = ?
                  params: [9, 1]
              check: ["$.updated == 1", "$.rows[0].score == 1.5"]
            - {jdbc: SELECT score FROM users WHERE id = 1, check: "$.rows[0].score == 9"}
            """);
    assertThat(run.failures()).isEmpty();
    assertThat(run.ok()).isEqualTo(4);
  }

  @Test
  void errors_ofTheDatabase_areClassedByTheirState() throws InterruptedException {
    ServerRun run =
        run(
            "jdbc: {maxConnections: 1}\n",
            ServerRun.ONCE,
            """
            - {jdbc: SELEC 1, onFailure: continue}
            - {jdbc: "INSERT INTO users VALUES (1)", onFailure: continue}
            - {jdbc: ["UPDATE users SET name = 'x'", "SELECT 1/0"], onFailure: continue}
            - {jdbc: SELECT count(*) FROM users WHERE name = 'x', check: "$.rows[0].count == 0"}
            """);
    assertThat(run.failures())
        .satisfiesExactlyInAnyOrder(
            message -> assertThat(message).startsWith("client_error: 42601: ERROR: syntax error"),
            message -> assertThat(message).startsWith("client_error: 23505: ERROR: duplicate key"),
            message ->
                assertThat(message).isEqualTo("client_error: 22012: ERROR: division by zero"));
    assertThat(run.ok()).isEqualTo(1);
  }

  /** The one connection must be free again, and the server must not go on sleeping. */
  @Test
  void timeout_ofAStatement_cancelsItAtTheDatabase() throws InterruptedException {
    ServerRun run =
        run(
            "jdbc: {maxConnections: 1}\n",
            ServerRun.ONCE,
            """
            - {jdbc: SELECT pg_sleep(30), timeout: 200ms, onFailure: continue}
            - pause: 300ms
            - jdbc: SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'
              check: $.rows[0].n == 0
            """);
    assertThat(run.failures()).containsExactly("timeout_total: no end in time");
    assertThat(run.ok()).isEqualTo(1);
  }

  @Test
  void pool_thatCannotCarryAnOpenLoad_isBlamedAndNotTheDatabase() throws InterruptedException {
    ServerRun run =
        run(
            "jdbc: {maxConnections: 5}\n",
            "{phases: [{rate: 200/s, for: 2s}], drain: 10s}",
            "- {jdbc: SELECT pg_sleep(0.05), name: query}"); // five connections carry 100/s
    assertThat(run.failures()).isEmpty();
    assertThat(run.ok()).isEqualTo(400);
    assertThat(run.total(Measure.SERVICE_TIME).percentile(Statistic.P50)).isBetween(0.05, 0.1);
    assertThat(run.total(Measure.START_DELAY_CONNECTION).percentile(Statistic.P50))
        .isGreaterThan(0.3);
    assertThat(run.total(Measure.START_DELAY_GENERATOR).percentile(Statistic.P50)).isLessThan(0.05);
  }

  @Test
  void pool_thatIsLargerThanTheServerAllows_endsTheRunBeforeItBegins() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> run("jdbc: {maxConnections: 150}\n", ServerRun.ONCE, "- jdbc: SELECT 1"))
        .withMessageContaining("cannot be used: 53300: FATAL: sorry, too many clients already");
  }

  @Test
  void database_thatIsNotThere_endsTheRunBeforeItBegins() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            ServerRun.of(
                "target: \"jdbc:postgresql://127.0.0.1:"
                    + server.port()
                    + "/none?user=postgres&password=secret\"\n",
                ServerRun.ONCE,
                "- jdbc: SELECT 1"))
        .withMessage(
            "the target at jdbc:postgresql://127.0.0.1:"
                + server.port()
                + "/none?user=postgres&password=*** cannot be used: 3D000: FATAL: database \"none\" does not exist");
  }
}
