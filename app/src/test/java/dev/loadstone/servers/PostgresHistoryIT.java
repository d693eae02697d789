package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.history.History;
import dev.loadstone.history.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A history in a real PostgreSQL, each test in a database of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresHistoryIT extends HistoryCases {
  private RealServer server;
  private int databases;

  @BeforeAll
  void start(@TempDir Path cluster) throws IOException, InterruptedException {
    server = RealServer.postgres(cluster);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  String place() throws IOException {
    databases++;
    try (Connection connection = DriverManager.getConnection("jdbc:" + url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE history_" + databases);
    } catch (SQLException failed) {
      throw new IOException(failed);
    }
    return url("history_" + databases).replace("?user=postgres", "").replace("//", "//postgres@");
  }

  private String url(String database) {
    return "postgresql://127.0.0.1:" + server.port() + "/" + database + "?user=postgres";
  }

  @Test
  void open_noSuchDatabase_isToldWithoutThePassword() {
    String place = url("missing").replace("?user=postgres", "").replace("//", "//postgres:xyzzy@");
    assertThatThrownBy(() -> History.open(Place.of(place)))
        .hasMessageContaining("/missing cannot be opened: ")
        .hasMessageContaining("does not exist")
        .hasMessageNotContaining("xyzzy");
  }
}
