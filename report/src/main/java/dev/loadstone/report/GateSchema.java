package dev.loadstone.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema (draft 2020-12) of {@link GateJson}. */
public final class GateSchema {
  private GateSchema() {}

  /** Returns the schema as a document, with a line break at its end. */
  public static String text() {
    try (InputStream schema =
        Objects.requireNonNull(GateSchema.class.getResourceAsStream("gate.schema.json"))) {
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the program's own files can be read", unreadable);
    }
  }
}
