package dev.loadstone.servers;

/** A history in a file. */
final class SqliteHistoryIT extends HistoryCases {
  @Override
  String place() {
    return folder.resolve("history.db").toString();
  }
}
