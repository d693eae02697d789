package dev.loadstone.app;

import java.util.Objects;

/** The entry point of the {@code loadstone} command. */
public final class Main {

  private Main() {}

  /**
   * Runs one command.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    var version = Main.class.getPackage().getImplementationVersion();
    System.out.println("loadstone " + Objects.requireNonNullElse(version, "development"));
  }
}
