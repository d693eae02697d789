package dev.loadstone.connectors.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A program started by the JDK, which does not tell what it used. */
record JavaProgram(Process process) implements Program {
  /**
   * Starts a program.
   *
   * @throws IOException if that is not possible
   */
  static JavaProgram start(Command command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.environment().putAll(command.env());
    command.dir().ifPresent(dir -> builder.directory(dir.toFile()));
    return new JavaProgram(builder.start());
  }

  @Override
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  @Override
  public InputStream stdout() {
    return process.getInputStream();
  }

  @Override
  public InputStream stderr() {
    return process.getErrorStream();
  }

  @Override
  public Exit await() throws InterruptedException {
    return new Exit(process.waitFor(), Optional.empty());
  }

  @Override
  public void killTree() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
