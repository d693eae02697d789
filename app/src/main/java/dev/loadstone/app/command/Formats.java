package dev.loadstone.app.command;

import dev.loadstone.report.Format;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Formats of reports on the command line. */
final class Formats implements ITypeConverter<Format>, Iterable<String> {
  @Override
  public Format convert(String label) {
    return Format.of(label)
        .orElseThrow(() ->
            new TypeConversionException(
                "must be one of " + String.join(", ", Format.labels()) + ", got: " + label));
  }

  @Override
  public java.util.Iterator<String> iterator() {
    return List.copyOf(Format.labels()).iterator();
  }
}
