package dev.loadstone.connectors.jdbc;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.Types;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;

/** {@code jdbc}: a statement, a batch of one, or several in a transaction, on a pool. */
public final class JdbcKind implements StepKind {
  /** The most connections. */
  static final int CONNECTIONS_MAX = 10_000;

  private static final Text SQL = new Text("", List.of("SELECT name FROM users WHERE id = ?"));

  /** Creates the kind. */
  public JdbcKind() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public Shape shape() {
    return Shape.of("jdbc")
        .requiring(
            "jdbc",
            new AnyOf(
                List.of(SQL, new ListOf(new AnyOf(List.of(SQL, new Mapping("jdbc-statement")))))),
            "A statement, with ? for each parameter; or a list of statements, one transaction.")
        .with("params", new ListOf(Types.TEXT), "The values of the parameters, in order.")
        .with(
            "batch",
            new ListOf(new ListOf(Types.TEXT)),
            "The statement is run as one batch, once for each of these lists of values.");
  }

  @Override
  public List<Shape> mappings() {
    return List.of(
        Shape.of("jdbc-statement")
            .requiring("sql", SQL, "A statement, with ? for each parameter.")
            .with("params", new ListOf(Types.TEXT), "The values of the parameters, in order."));
  }

  @Override
  public Shape settings() {
    return Shape.of("jdbc")
        .with(
            "maxConnections",
            Types.countUpTo(CONNECTIONS_MAX),
            "How many connections the pool has; 10 if left out.")
        .with("user", Types.TEXT, "Who logs in.")
        .with("password", Types.TEXT, "With which password.")
        .with("properties", new MapOf(Types.TEXT), "Properties of the driver.");
  }

  @Override
  public List<String> schemes() {
    return List.of("jdbc");
  }

  @Override
  public OptionalInt usualPort(URI target) {
    return OptionalInt.of("postgresql".equals(located(target).getScheme()) ? 5432 : 3306);
  }

  @Override
  public URI located(URI target) {
    return URI.create(target.getRawSchemeSpecificPart());
  }

  @Override
  public void check(StepArguments arguments) {
    boolean transaction = arguments.isList("jdbc");
    for (String key : List.of("params", "batch")) {
      if (transaction && arguments.has(key)) {
        throw new InvalidArgumentException(
            key, "must not stand beside a transaction", "Give each statement its own params.");
      }
    }
    if (arguments.has("params") && arguments.has("batch")) {
      throw new InvalidArgumentException("params", "must not stand beside batch", "Remove one.");
    }
    if (transaction && arguments.list("jdbc").isEmpty()) {
      throw new InvalidArgumentException("jdbc", "must have a statement", "Write jdbc: SELECT 1.");
    }
  }

  @Override
  public StepClient open(Opening opening) throws StepException, InterruptedException {
    return JdbcClient.open(opening);
  }
}
