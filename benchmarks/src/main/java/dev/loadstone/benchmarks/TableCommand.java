package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.benchmarks.table.Page;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that measures and makes tables. */
abstract class TableCommand implements Callable<Integer> {
  final PrintStream out;
  final PrintStream err;
  final Path root;
  private final Path page;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--update-docs", description = "Put the tables into the documents, too.")
  private boolean updateDocs;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  /**
   * Creates a command.
   *
   * @param root of the source tree
   * @param page with the places of its tables, below it
   */
  TableCommand(PrintStream out, PrintStream err, Path root, String page) {
    this.out = out;
    this.err = err;
    this.root = root;
    this.page = root.resolve(page);
  }

  final Stamp stamp(Machine machine) {
    return Stamp.now(root, machine, spec.commandLine().getParseResult());
  }

  /** Puts a text into a place of the documents, if that is wanted. */
  final void document(String place, String text) throws IOException {
    if (updateDocs) {
      new Page(page).put(place, text);
    }
  }
}
