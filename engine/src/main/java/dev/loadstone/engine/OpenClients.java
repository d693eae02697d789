package dev.loadstone.engine;

import dev.loadstone.engine.connector.SharedClient;
import java.util.ArrayList;
import java.util.List;

/** The clients of a run's step kinds, all open. */
final class OpenClients {
  private final List<SharedClient> open = new ArrayList<>();

  private OpenClients() {}

  /**
   * Opens clients, one after the other.
   *
   * @throws IllegalArgumentException if one cannot be opened; those before it are closed again
   */
  static OpenClients open(List<SharedClient> clients) {
    OpenClients all = new OpenClients();
    try {
      for (SharedClient client : clients) {
        client.open();
        all.open.add(client);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      all.close();
      throw new IllegalArgumentException("interrupted while a client was opened", interrupted);
    } catch (RuntimeException | Error failed) {
      all.close();
      throw failed;
    }
    return all;
  }

  /** Closes all. */
  void close() {
    open.forEach(SharedClient::close);
    open.clear();
  }
}
