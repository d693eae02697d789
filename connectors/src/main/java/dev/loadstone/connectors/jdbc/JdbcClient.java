package dev.loadstone.connectors.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind.Opening;
import dev.loadstone.core.step.StepResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pool of connections to one database. */
final class JdbcClient implements StepClient {
  private static final int CONNECTIONS_DEFAULT = 10;

  /** How long a connection may take to be opened before the run. */
  private static final long OPENING_MILLIS = 10_000;

  /** For as long as an operation may take; its own timeout ends the wait. */
  private static final long WAIT_WITHOUT_END = 0;

  /** Drivers that make their sockets by a factory whose name is a property. */
  private static final List<String> KNOWN_DRIVERS = List.of("jdbc:postgresql:", "jdbc:mariadb:");

  private static final String SOCKET_FACTORY = "socketFactory";

  private final HikariDataSource pool;
  private final int connections;

  /** A statement with the values of its parameters. */
  private record Query(String sql, List<String> params) {}

  private JdbcClient(HikariDataSource pool, int connections) {
    this.pool = pool;
    this.connections = connections;
  }

  /**
   * Opens all connections of the pool.
   *
   * @throws StepException if one cannot be opened
   */
  static JdbcClient open(Opening opening) throws StepException {
    HikariConfig config = config(opening);
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (PoolInitializationException refused) {
      throw refused.getCause() instanceof SQLException cause
          ? SqlErrors.of(cause)
          : SqlErrors.of(new SQLException(refused.getMessage()));
    }
    JdbcClient client = new JdbcClient(pool, config.getMaximumPoolSize());
    client.fill();
    pool.setConnectionTimeout(WAIT_WITHOUT_END);
    return client;
  }

  private static HikariConfig config(Opening opening) {
    StepArguments settings = opening.settings();
    int connections = settings.integer("maxConnections").orElse(CONNECTIONS_DEFAULT);
    String url = opening.url().toString();
    HikariConfig config = new HikariConfig();
    try {
      config.setJdbcUrl(url);
    } catch (RuntimeException noDriver) {
      throw new InvalidArgumentException(
          "target", "must be a URL of a driver that is there", "Write jdbc:postgresql://host/db.");
    }
    config.setPoolName("loadstone");
    config.setConnectionTimeout(OPENING_MILLIS);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(connections);
    settings.text("user").ifPresent(config::setUsername);
    settings.text("password").ifPresent(config::setPassword);
    if (url.startsWith("jdbc:postgresql:")) {
      // All values of parameters are texts here; the server is to see for itself what they are.
      config.addDataSourceProperty("stringtype", "unspecified");
    }
    if (KNOWN_DRIVERS.stream().anyMatch(url::startsWith) && !url.contains(SOCKET_FACTORY + "=")) {
      config.addDataSourceProperty(SOCKET_FACTORY, BlockingSockets.class.getName());
    }
    settings.entries("properties").forEach(config::addDataSourceProperty);
    return config;
  }

  /** Takes all connections at once, so that none is opened while it is measured. */
  private void fill() throws StepException {
    List<Connection> all = new ArrayList<>();
    SQLException failure = null;
    try {
      for (int i = 0; i < connections; i++) {
        all.add(pool.getConnection());
      }
    } catch (SQLException refused) {
      failure = refused;
    }
    for (Connection connection : all) {
      try {
        connection.close();
      } catch (SQLException broken) {
        failure = failure == null ? broken : failure;
      }
    }
    if (failure != null) {
      pool.close();
      throw SqlErrors.of(failure);
    }
  }

  @Override
  public int threads() {
    return connections;
  }

  @Override
  public StepResult call(StepCall call) throws StepException {
    call.connecting();
    try (Connection connection = pool.getConnection()) {
      call.connected();
      StepArguments arguments = call.arguments();
      if (arguments.isList("jdbc")) {
        return transaction(connection, arguments.list("jdbc"), call);
      }
      String sql = arguments.text("jdbc").orElseThrow();
      List<Object> batch = arguments.list("batch");
      return batch.isEmpty()
          ? result(List.of(run(connection, new Query(sql, arguments.texts("params")), call)), call)
          : batch(connection, sql, batch, call);
    } catch (SQLException failed) {
      throw SqlErrors.of(failed);
    }
  }

  private static StepResult transaction(
      Connection connection, List<Object> statements, StepCall call) throws SQLException {
    connection.setAutoCommit(false);
    try {
      List<Outcome> outcomes = new ArrayList<>();
      for (Object statement : statements) {
        outcomes.add(run(connection, query(statement), call));
      }
      connection.commit();
      return result(outcomes, call);
    } catch (SQLException failed) {
      rollBack(connection, failed);
      throw failed;
    }
  }

  private static void rollBack(Connection connection, SQLException because) {
    try {
      connection.rollback();
    } catch (SQLException broken) {
      because.addSuppressed(broken);
    }
  }

  private static Query query(Object statement) {
    if (statement instanceof String sql) {
      return new Query(sql, List.of());
    }
    StepArguments inner = StepArguments.inner("jdbc", statement);
    return new Query(inner.text("sql").orElseThrow(), inner.texts("params"));
  }

  private static Outcome run(Connection connection, Query query, StepCall call)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.sql());
        Cancellable _ = new Cancellable(statement, call)) {
      bind(statement, query.params());
      return Outcome.of(statement, statement.execute(), call.wantsValue());
    }
  }

  private static StepResult batch(
      Connection connection, String sql, List<Object> rows, StepCall call) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        Cancellable _ = new Cancellable(statement, call)) {
      for (Object row : rows) {
        bind(statement, StepArguments.texts("batch", row));
        statement.addBatch();
      }
      long updated = 0;
      for (int count : statement.executeBatch()) {
        updated += Math.max(0, count);
      }
      return result(List.of(new Outcome(Optional.empty(), 0, updated)), call);
    }
  }

  private static void bind(PreparedStatement statement, List<String> params) throws SQLException {
    for (int i = 0; i < params.size(); i++) {
      statement.setString(i + 1, params.get(i));
    }
  }

  private static StepResult result(List<Outcome> outcomes, StepCall call) {
    if (!call.wantsValue()) {
      return StepResult.NOTHING;
    }
    Map<String, Object> value = new LinkedHashMap<>();
    long rows = 0;
    long updated = 0;
    for (Outcome outcome : outcomes) {
      outcome.rows().ifPresent(read -> value.put("rows", read));
      rows += outcome.rowCount();
      updated += outcome.updated();
    }
    value.put("row_count", rows);
    value.put("updated", updated);
    return StepResult.of(value);
  }

  @Override
  public void close() {
    pool.close();
  }
}
