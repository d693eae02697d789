package dev.loadstone.app.doctor;

import java.io.IOException;
import java.util.function.Consumer;

/** Examines this machine and tells what it is good for. */
public final class Doctor {
  private Doctor() {}

  /**
   * Examines this machine; takes about eleven seconds. A testbed runs in a process of its own
   * meanwhile, on a free port of loopback.
   *
   * @param mainClass the program's main class
   * @param progress is told what is measured now
   * @throws IOException if the testbed cannot be started
   * @throws InterruptedException if the thread is interrupted; the testbed has ended then
   */
  public static Diagnosis diagnose(String mainClass, Consumer<String> progress)
      throws IOException, InterruptedException {
    return Diagnosis.of(Examination.ofThisMachine(mainClass, progress));
  }
}
