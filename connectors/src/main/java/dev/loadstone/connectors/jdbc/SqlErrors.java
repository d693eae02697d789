package dev.loadstone.connectors.jdbc;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepException;
import java.sql.SQLException;

/**
 * Of what class the errors of databases are.
 *
 * <p><b>Source:</b> ISO/IEC 9075-2, subclause "SQLSTATE" (classes 08, 22, 23, 28, 40, 42);
 * PostgreSQL documentation, appendix A, for 53, 55 and 57; MariaDB knowledge base, "MariaDB Error
 * Codes", for 70100.
 */
final class SqlErrors {
  private SqlErrors() {}

  /** Returns the failure of an operation: of the first exception in the chain with a state. */
  static StepException of(SQLException failure) {
    Throwable told = failure;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        told = sql;
      }
    }
    String state = told instanceof SQLException sql ? sql.getSQLState() : null;
    String message = String.valueOf(told.getMessage()).strip();
    return new StepException(
        state == null || state.length() < 2 ? ErrorClass.SERVER_ERROR : ofState(state),
        (state == null ? "" : state + ": ") + message);
  }

  private static ErrorClass ofState(String state) {
    if (state.equals("57014") || state.equals("70100")) {
      return ErrorClass.TIMEOUT_TOTAL;
    }
    return switch (state.substring(0, 2)) {
      case "08" ->
          state.equals("08001") || state.equals("08004") ? ErrorClass.CONNECT : ErrorClass.RESET;
      case "22", "23", "26", "42" -> ErrorClass.CLIENT_ERROR;
      case "28" -> ErrorClass.UNAUTHORIZED;
      case "40", "53", "55" -> ErrorClass.RATE_LIMIT;
      case "57" -> ErrorClass.RESET;
      default -> ErrorClass.SERVER_ERROR;
    };
  }
}
