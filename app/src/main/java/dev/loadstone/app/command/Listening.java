package dev.loadstone.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a command listens, on the command line. */
final class Listening {
  static final int PORT_MAX = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
  String host = "127.0.0.1";

  @Option(
      names = "--tls",
      paramLabel = "CERT,KEY",
      split = ",",
      description = "Serve HTTPS with this certificate and key, both PEM files.")
  List<Path> tls = new ArrayList<>();

  /**
   * Creates the options.
   *
   * @param port where it listens if nobody says otherwise
   */
  Listening(int port) {
    this.port = port;
  }

  /**
   * Refuses a port that is none, and files that are not a certificate and a key.
   *
   * @param command to which a wrong value belongs
   * @throws ParameterException if a value is wrong
   */
  void check(CommandLine command) {
    checkPort(command, "--port", port);
    if (!tls.isEmpty() && tls.size() != 2) {
      throw new ParameterException(
          command, "--tls must name a certificate and a key, got: " + tls.size() + " files");
    }
  }

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
}
