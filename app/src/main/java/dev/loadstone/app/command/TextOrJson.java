package dev.loadstone.app.command;

/** How a command tells what it found. The names are what a person types. */
enum TextOrJson {
  /** Lines for a person. */
  text,
  /** A JSON document. */
  json
}
