package dev.loadstone.junit;

import java.nio.file.Path;
import java.util.List;

/** What a test had run, as far as it was kept. */
sealed interface ReportKeeper permits LoadRunner, ComponentRunner {
  /** Returns the reports so far, absolute, in their order. */
  List<Path> reports();
}
