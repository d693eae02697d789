package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request carries. */
public sealed interface Body {
  /** Nothing. */
  record None() implements Body {}

  /**
   * Text as it is; no content type unless the step sets the header.
   *
   * @param text the text
   */
  record Text(Template text) implements Body {}

  /**
   * JSON, sent as {@code application/json}.
   *
   * @param json the document's text, with holes encoded for JSON
   */
  record Json(Template json) implements Body {}

  /**
   * A form, sent as {@code application/x-www-form-urlencoded}.
   *
   * @param fields in order, holes not yet encoded
   */
  record Form(List<Field> fields) implements Body {
    /** Copies the fields. */
    public Form {
      fields = List.copyOf(fields);
    }
  }

  /**
   * The bytes of a file, read before the run.
   *
   * @param file its name as the plan gives it
   * @param bytes its content, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, shared by all requests, never changed
  record File(String file, byte[] bytes) implements Body {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof File that
          && that.file.equals(file)
          && Arrays.equals(that.bytes, bytes);
    }

    @Override
    public int hashCode() {
      return 31 * file.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "File[" + file + ", " + bytes.length + " bytes]";
    }
  }

  /**
   * A name with its value.
   *
   * @param name as it is
   * @param value with expressions
   */
  record Field(String name, Template value) {}
}
