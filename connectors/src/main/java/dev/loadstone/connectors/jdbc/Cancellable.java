package dev.loadstone.connectors.jdbc;

import dev.loadstone.core.step.StepCall;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A statement that can be given up from another thread while it goes on: the database is asked to
 * end it, on another connection that the driver opens, and its own connection is cut, for a
 * database that does not listen. What is over is left alone, since its connection may serve another
 * one.
 */
final class Cancellable implements AutoCloseable {
  private final Statement statement;
  private final StepCall call;
  private boolean over; // guarded by this

  Cancellable(Statement statement, StepCall call) {
    this.statement = statement;
    this.call = call;
    call.onCancel(this::cancel);
  }

  private synchronized void cancel() {
    if (over) {
      return;
    }
    try {
      statement.cancel();
    } catch (SQLException gone) {
      // nobody there to listen
    }
    try {
      statement.getConnection().abort(Runnable::run);
    } catch (SQLException gone) {
      // cut already
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      over = true;
    }
    call.onCancel(() -> {});
  }
}
