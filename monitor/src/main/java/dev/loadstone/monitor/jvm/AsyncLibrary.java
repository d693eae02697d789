package dev.loadstone.monitor.jvm;

import dev.loadstone.core.profile.ProfileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import one.profiler.AsyncProfiler;

/**
 * The native library of async-profiler. It lies in a place of its own for the user, and stays
 * there: a process loads a library once for each path.
 */
final class AsyncLibrary {
  private AsyncLibrary() {}

  /**
   * Returns where the library is, and puts it there if it is not.
   *
   * @throws ProfileException if there is none for this machine, or it cannot be written
   */
  static Path path() throws ProfileException {
    String platform =
        platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""))
            .orElseThrow(() -> new ProfileException("async-profiler is not for this machine"));
    try {
      byte[] library = library(platform);
      CRC32 sum = new CRC32();
      sum.update(library);
      Path file =
          folder()
              .resolve(
                  "libasyncProfiler-" + HexFormat.of().toHexDigits((int) sum.getValue()) + ".so");
      if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), library)) {
        write(file, library);
      }
      return file;
    } catch (IOException unwritable) {
      throw new ProfileException(
          "the library of async-profiler cannot be written: " + unwritable.getMessage(),
          unwritable);
    }
  }

  private static byte[] library(String platform) throws IOException, ProfileException {
    try (InputStream in =
        AsyncProfiler.class.getResourceAsStream("/" + platform + "/libasyncProfiler.so")) {
      if (in == null) {
        throw new ProfileException("async-profiler is not for this machine: " + platform);
      }
      return in.readAllBytes();
    }
  }

  /** Returns the name of a platform in the library's archive; empty if it has none. */
  static Optional<String> platform(String system, String processor) {
    String os = system.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return Optional.of("macos");
    }
    if (!os.contains("linux")) {
      return Optional.empty();
    }
    return switch (processor.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of("linux-x64");
      case "aarch64", "arm64" -> Optional.of("linux-arm64");
      default -> Optional.empty();
    };
  }

  private static Path folder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home", ""), ".cache")
            : Path.of(cache);
    return base.resolve("loadstone").toAbsolutePath();
  }

  private static void write(Path file, byte[] library) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " has no folder");
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "lib", ".part");
    Files.write(part, library);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
