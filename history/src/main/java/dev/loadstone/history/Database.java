package dev.loadstone.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Opens the database of a history with the tables of this version.
 *
 * <p>SQLite: write-ahead log, each commit on the disk before it is said to be done; a writer takes
 * the lock when its transaction begins, and others wait for it.
 */
final class Database {
  private static final int VERSION = 1;
  private static final int ATTEMPTS_MAX = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Database() {}

  /**
   * Opens a database.
   *
   * @param create whether a file that is not there is made
   * @throws HistoryException if it cannot be
   */
  static Handle open(Place place, boolean create) throws HistoryException {
    DataSource source = source(place, create);
    String kind = place instanceof Place.InFile ? "sqlite" : "postgresql";
    try {
      migrate(source, kind, place);
      return Jdbi.create(source).open();
    } catch (SQLException | FlywayException | JdbiException unusable) {
      throw new HistoryException(
          "the history " + place.shown() + " cannot be opened: " + reason(unusable), unusable);
    }
  }

  /** Returns what the driver says, on one line. */
  static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static DataSource source(Place place, boolean create) throws HistoryException {
    return switch (place) {
      case Place.InFile(Path file) -> file(file, create);
      case Place.OnServer server -> {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url());
        server.user().ifPresent(source::setUser);
        server.password().ifPresent(source::setPassword);
        source.setApplicationName("loadstone");
        yield source;
      }
    };
  }

  private static DataSource file(Path file, boolean create) throws HistoryException {
    if (!create && !Files.exists(file)) {
      throw new HistoryException(
          "there is no history at "
              + file
              + ". Name another with --history, or add runs: loadstone history add DIR");
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException unwritable) {
      throw new HistoryException(
          "the history " + file + " cannot be made: " + reason(unwritable), unwritable);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout((int) PATIENCE.toMillis());
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /**
   * Makes the tables, or brings them up to date. Two processes may begin at once: whoever comes
   * second finds tables that it did not expect, and looks again.
   */
  private static void migrate(DataSource source, String kind, Place place)
      throws SQLException, HistoryException {
    for (int attempt = 1; !isCurrent(source, place); attempt++) {
      try {
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:dev/loadstone/history/" + kind)
            .loggers("slf4j")
            .load()
            .migrate();
      } catch (FlywayException failed) {
        if (attempt == ATTEMPTS_MAX) {
          throw failed;
        }
      }
    }
  }

  /** Looks without Flyway, whose start takes longer than all else that a command does. */
  private static boolean isCurrent(DataSource source, Place place)
      throws SQLException, HistoryException {
    String tables =
        place instanceof Place.InFile
            ? "SELECT count(*) FROM sqlite_master WHERE name = 'flyway_schema_history'"
            : "SELECT count(*) FROM pg_tables WHERE tablename = 'flyway_schema_history'"
                + " AND schemaname = current_schema()";
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (number(statement, tables) == 0) {
        return false;
      }
      int found =
          number(
              statement,
              "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM flyway_schema_history"
                  + " WHERE success AND version IS NOT NULL");
      if (found > VERSION) {
        throw new HistoryException(
            "the history "
                + place.shown()
                + " was made by a newer Loadstone: its tables have version "
                + found
                + ", this one knows "
                + VERSION
                + ". Update Loadstone.");
      }
      return found == VERSION;
    }
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }
}
