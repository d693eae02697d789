package dev.loadstone.app.command;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Checks of options that say how a command listens. */
final class Listening {
  static final int PORT_MAX = 65_535;

  private Listening() {}

  /**
   * Refuses what is no port to listen on.
   *
   * @param option by which it was given
   * @param port 0 for any free one
   * @throws ParameterException if it is none
   */
  static void checkPort(CommandLine command, String option, int port) {
    if (port < 0 || port > PORT_MAX) {
      throw new ParameterException(
          command, option + " must be from 0 to " + PORT_MAX + ", got: " + port);
    }
  }

  /**
   * Refuses files of {@code --tls} that are not a certificate and a key.
   *
   * @param files none without TLS
   * @throws ParameterException if there are some, but not two
   */
  static void checkTls(CommandLine command, List<Path> files) {
    if (!files.isEmpty() && files.size() != 2) {
      throw new ParameterException(
          command, "--tls must name a certificate and a key, got: " + files.size() + " files");
    }
  }
}
