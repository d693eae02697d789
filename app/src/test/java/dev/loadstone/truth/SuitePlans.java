package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a suite.
 *
 * @param folder where they are
 */
record SuitePlans(Path folder) {
  static SuitePlans of(String suite) {
    return new SuitePlans(Path.of("..", "suites", suite));
  }

  /** Returns a file. */
  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Returns the text of a truth. */
  String truth(String file) throws IOException {
    return Files.readString(resolve(file));
  }

  /** Returns the truth of the suite with a defect in place of something healthy. */
  String truth(String healthy, String defect) throws IOException {
    String truth = truth("truth.yaml");
    assertThat(truth).contains(healthy);
    return truth.replace(healthy, defect);
  }
}
