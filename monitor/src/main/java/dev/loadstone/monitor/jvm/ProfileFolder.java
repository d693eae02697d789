package dev.loadstone.monitor.jvm;

import dev.loadstone.core.profile.ProfileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that a process under load writes its recording to.
 *
 * @param path the folder
 */
record ProfileFolder(Path path) {
  /** Creates a folder for temporary files. */
  static ProfileFolder create() throws ProfileException {
    try {
      return new ProfileFolder(Files.createTempDirectory("loadstone-profile").toAbsolutePath());
    } catch (IOException full) {
      throw new ProfileException("there is no place for the recording: " + full.getMessage(), full);
    }
  }

  /** Returns the file of the recording. */
  Path recording() {
    return path.resolve("recording.jfr");
  }

  /** Returns the file of what the profiler says. */
  Path log() {
    return path.resolve("profiler.log");
  }

  /** Deletes the folder and its files. */
  void delete() {
    for (Path file : new Path[] {recording(), log(), path}) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException kept) {
        // The system clears its temporary files.
      }
    }
  }
}
