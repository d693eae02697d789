package dev.loadstone.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The description of the API. */
public final class OpenApi {
  private OpenApi() {}

  /** Returns the document of OpenAPI 3.1, in JSON. */
  public static String text() {
    String name = "openapi.json";
    try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the program itself", e);
    }
  }
}
