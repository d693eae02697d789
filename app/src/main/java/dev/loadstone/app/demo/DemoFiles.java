package dev.loadstone.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bundled plan and truth as files, for as long as they are needed. */
public final class DemoFiles implements AutoCloseable {
  private final Path folder;

  private DemoFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes them into a new temporary folder.
   *
   * @throws IOException if that cannot be written
   */
  public static DemoFiles extract() throws IOException {
    DemoFiles files = new DemoFiles(Files.createTempDirectory("loadstone-demo"));
    copy(files.plan());
    copy(files.truth());
    return files;
  }

  private static void copy(Path file) throws IOException {
    String name = file.getFileName().toString();
    try (InputStream bundled = DemoFiles.class.getResourceAsStream(name)) {
      if (bundled == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      Files.copy(bundled, file);
    }
  }

  /** Returns the plan. */
  public Path plan() {
    return folder.resolve("demo-plan.yaml");
  }

  /** Returns what the testbed is told to do. */
  public Path truth() {
    return folder.resolve("demo-truth.yaml");
  }

  /** Removes the files. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(plan());
    Files.deleteIfExists(truth());
    Files.deleteIfExists(folder);
  }
}
