package dev.loadstone.engine;

import java.io.IOException;
import java.util.List;

/**
 * Targets to which there is no connection, or that were started and cannot take load; the message
 * names each with the cause and a fix.
 */
public final class UnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param problems a line for each target
   */
  UnreachableException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
