package dev.loadstone.app.extension;

import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.reporter.Reporter;
import dev.loadstone.core.step.StepKind;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Puts jars on the class path of a process that runs already: its class loader becomes the parent
 * of one that has them, which is from then on that of this thread and of all that it starts. Must
 * come before anything asks for services.
 */
public final class Extensions {
  private Extensions() {}

  /**
   * Loads what is in jars.
   *
   * @param places jars, or folders whose jars are meant; none to do nothing
   * @throws ExtensionException if a place has no jar, or a jar names a service that cannot be had
   */
  public static void load(List<Path> places) throws ExtensionException {
    if (places.isEmpty()) {
      return;
    }
    List<URL> jars = new ArrayList<>();
    for (Path place : places) {
      for (Path jar : jars(place)) {
        jars.add(url(jar));
      }
    }
    Thread thread = Thread.currentThread();
    // Open as long as the process lives, for classes are loaded when they are first needed.
    thread.setContextClassLoader(
        new URLClassLoader("extensions", jars.toArray(URL[]::new), thread.getContextClassLoader()));
    for (Class<?> service : List.of(StepKind.class, ProbeKind.class, Reporter.class)) {
      try {
        ServiceLoader.load(service).forEach(any -> {});
      } catch (ServiceConfigurationError broken) {
        throw new ExtensionException(
            "the extensions cannot be used: " + broken.getMessage(), broken);
      }
    }
  }

  private static URL url(Path jar) throws ExtensionException {
    try {
      return jar.toUri().toURL();
    } catch (IOException malformed) {
      throw new ExtensionException(jar + " cannot be used: " + malformed.getMessage(), malformed);
    }
  }

  private static List<Path> jars(Path place) throws ExtensionException {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    if (!Files.isDirectory(place)) {
      throw new ExtensionException(
          "--extensions must name a jar or a folder with jars, got: "
              + place
              + ". "
              + place.toAbsolutePath().normalize()
              + " does not exist.",
          null);
    }
    try (Stream<Path> files = Files.list(place)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new ExtensionException(
            "--extensions must name a jar or a folder with jars, got: "
                + place
                + ". It has no jar in it.",
            null);
      }
      return jars;
    } catch (IOException unreadable) {
      throw new ExtensionException(
          place + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
