package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.DropReason;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What exceptions of the network mean. */
final class Failures {
  private Failures() {}

  /**
   * Returns what the generator lacked to open a connection; null if it was not its fault. Source:
   * connect(2) and bind(2): EMFILE, EADDRNOTAVAIL, EADDRINUSE.
   */
  static @Nullable DropReason lack(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (text.contains("too many open files")) {
        return DropReason.DESCRIPTORS;
      }
      if (text.contains("cannot assign requested address")
          || text.contains("address already in use")) {
        return DropReason.PORTS;
      }
    }
    return null;
  }

  /** Fails an exchange whose connection could not be opened. */
  static void noConnection(Exchange exchange, InetSocketAddress address, Throwable failure) {
    String why = "cannot connect to " + address + ": " + describe(failure);
    DropReason lack = lack(failure);
    if (lack == null) {
      exchange.fail(ErrorClass.CONNECT, why);
    } else {
      exchange.failAsDropped(lack, why + "; " + lack.explanation());
    }
  }

  /** Returns what went wrong at the root, for a person. */
  static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage();
    if (text == null || text.isEmpty()) {
      return root.getClass().getSimpleName();
    }
    return text.contains("Connection reset by peer") ? "the target reset the connection" : text;
  }
}
