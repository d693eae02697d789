package com.example;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.Types;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The probe {@code folder: PATH}: how many files a folder has, and how large they are together. */
public final class FolderKind implements ProbeKind {
  @Override
  public String name() {
    return "folder";
  }

  @Override
  public Shape shape() {
    return Shape.of("folder").requiring("folder", Types.TEXT, "The folder.");
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    return List.of(
        new ProbeSeries("files", Unit.NUMBER, "Files in the folder."),
        new ProbeSeries("bytes", Unit.BYTES, "Size of the files in the folder."));
  }

  @Override
  public Probe open(StepArguments options) throws ProbeException {
    Path folder = Path.of(options.text("folder").orElseThrow());
    if (!Files.isDirectory(folder)) {
      throw new ProbeException(folder + " is no folder");
    }
    return () -> look(folder);
  }

  private static Map<String, Double> look(Path folder) throws IOException {
    double files = 0;
    double bytes = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path file : entries) {
        files++;
        bytes += Files.size(file);
      }
    }
    return Map.of("files", files, "bytes", bytes);
  }
}
