package dev.loadstone.app.log;

import java.util.Locale;

/** How much an event matters. */
public enum LogLevel {
  /** The course of things. */
  INFO,
  /** Something that a reader should know. */
  WARN,
  /** Something went wrong. */
  ERROR;

  /** Returns the name in logs, for example {@code info}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
