package dev.loadstone.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What Kafka's broker runs from, as Maven resolves it; once for each version. */
final class KafkaJars {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path POM = Path.of("src", "test", "kafka", "pom.xml").toAbsolutePath();
  private static final Path FOLDER = Path.of("target", "kafka").toAbsolutePath();
  private static final int RESOLVING_MINUTES = 5;

  private KafkaJars() {}

  /** Returns the class path; where it is not to be had the test is skipped, or fails in CI. */
  static synchronized String classPath() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    String poms = Files.readString(POM) + Files.readString(ROOT.resolve("pom.xml"));
    Path found = FOLDER.resolve("class-path-" + Integer.toHexString(poms.hashCode()));
    if (!Files.exists(found) && !isResolved(found, "-o") && !isResolved(found)) {
      RealServer.skip(
          "Maven cannot resolve Kafka's broker: "
              + Files.readString(FOLDER.resolve("maven.log")).strip());
    }
    return Files.readString(found).strip();
  }

  private static boolean isResolved(Path into, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(ROOT.resolve("mvnw").toString(), "-B", "-q", "-f", POM.toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("dependency:build-classpath", "-Dmdep.outputFile=" + into));
    Process maven =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("maven.log").toFile())
            .start();
    if (!maven.waitFor(RESOLVING_MINUTES, TimeUnit.MINUTES)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
    return maven.waitFor() == 0 && Files.exists(into);
  }
}
