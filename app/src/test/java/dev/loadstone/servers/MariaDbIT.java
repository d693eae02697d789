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
final class MariaDbIT {
  private RealServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = RealServer.mariadb(folder);
    ServerRun made =
        run(
            "",
            ServerRun.ONCE,
            """
            - jdbc: CREATE TABLE users (id int PRIMARY KEY, name text, score decimal(5,1), born date, seen boolean)
            - jdbc: INSERT INTO users VALUES (?, ?, ?, ?, ?)
              batch: [[1, ann, 1.5, 2001-02-03, 1], [2, "bob's", 2, 2002-03-04, 0]]
              check: $.updated == 2
            """);
    assertThat(made.failures()).isEmpty();
    assertThat(made.ok()).isEqualTo(2);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private ServerRun run(String settings, String load, String steps) throws InterruptedException {
    return ServerRun.of(
        "target: \"jdbc:mariadb://127.0.0.1:" + server.port() + "/test?user=root\"\n" + settings,
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
              check: ["$.rows[0].name == bob's", "$.rows[0].score == 2.0", "$.rows[0].born == 2002-03-04",
                      "$.rows[0].seen == false", "$.row_count == 1"]
              extract: {who: "$.rows[0].name"}
            - jdbc: UPDATE users SET score = score + ? WHERE name = ?
              params: [0.5, "${who}"]
              check: ["$.updated == 1", "$.rows not exists"]
            - jdbc:
                - SELECT score FROM users WHERE id = 1 FOR UPDATE
                - sql: UPDATE users SET score = ? WHERE id = ?
                  params: [9, 1]
              check: ["$.updated == 1", "$.rows[0].score == 1.5"]
            - {jdbc: SELECT score FROM users WHERE id = 1, check: "$.rows[0].score == 9.0"}
            """);
    assertThat(run.failures()).isEmpty();
    assertThat(run.ok()).isEqualTo(4);
  }

  @Test
  void batch_ofStatementsThatChangeSeveralRowsEach_isCountedInFull() throws InterruptedException {
    ServerRun run =
        run(
            "",
            ServerRun.ONCE,
            """
            - jdbc: CREATE TABLE marks (id int PRIMARY KEY, mark int)
            - {jdbc: "INSERT INTO marks VALUES (1, 0), (2, 0), (3, 0)", check: $.updated == 3}
            - jdbc: UPDATE marks SET mark = mark + 1 WHERE id <= ?
              batch: [[3], [2], [0]]
              check: $.updated == 5
            """);
    assertThat(run.failures()).isEmpty();
    assertThat(run.ok()).isEqualTo(3);
  }

  @Test
  void errors_ofTheDatabase_areClassedByTheirState() throws InterruptedException {
    ServerRun run =
        run(
            "jdbc: {maxConnections: 1}\n",
            ServerRun.ONCE,
            """
            - {jdbc: SELEC 1, onFailure: continue}
            - {jdbc: "INSERT INTO users (id) VALUES (1)", onFailure: continue}
            - {jdbc: ["UPDATE users SET name = 'x'", "SELECT * FROM nowhere"], onFailure: continue}
            - {jdbc: SET STATEMENT max_statement_time=0.1 FOR SELECT SLEEP(5), onFailure: continue}
            - {jdbc: SELECT count(*) AS n FROM users WHERE name = 'x', check: "$.rows[0].n == 0"}
            """);
    assertThat(run.failures())
        .satisfiesExactlyInAnyOrder(
            message -> assertThat(message).startsWith("client_error: 42000: "),
            message ->
                assertThat(message).startsWith("client_error: 23000: ").contains("Duplicate entry"),
            message ->
                assertThat(message).startsWith("client_error: 42S02: ").contains("doesn't exist"),
            message -> assertThat(message).startsWith("timeout_total: 70100: "));
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
            - {jdbc: SELECT SLEEP(30), timeout: 200ms, onFailure: continue}
            - pause: 300ms
            - jdbc: SELECT count(*) AS n FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'
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
            "- {jdbc: SELECT SLEEP(0.05), name: query}"); // five connections carry 100/s
    assertThat(run.failures()).isEmpty();
    assertThat(run.ok()).isEqualTo(400);
    assertThat(run.total(Measure.SERVICE_TIME).percentile(Statistic.P50)).isBetween(0.05, 0.1);
    assertThat(run.total(Measure.START_DELAY_CONNECTION).percentile(Statistic.P50))
        .isGreaterThan(0.3);
  }

  @Test
  void login_thatIsNotTaken_endsTheRunBeforeItBegins() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            ServerRun.of(
                "target: \"jdbc:mariadb://127.0.0.1:"
                    + server.port()
                    + "/test?user=nobody&password=secret\"\n",
                ServerRun.ONCE,
                "- jdbc: SELECT 1"))
        .withMessageStartingWith(
            "the target at jdbc:mariadb://127.0.0.1:"
                + server.port()
                + "/test?user=nobody&password=*** cannot be used: 28000: ");
  }
}
