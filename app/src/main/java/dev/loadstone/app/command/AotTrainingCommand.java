package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.demo.DemoFiles;
import dev.loadstone.app.demo.TestbedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Does in a few seconds, and in a temporary folder, what the program usually does, so that the JVM
 * can note which classes that takes. The testbed serves from another process: every class that is
 * noted is made ready at each start, whether it is needed then or not.
 */
@Command(
    name = "aot-training",
    hidden = true,
    description = "Warm the program up for its AOT cache.")
final class AotTrainingCommand implements Subcommand {
  private final Shell shell;

  AotTrainingCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(ExitCode.OK, ExitCode.INTERNAL);
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("loadstone-training");
    try (DemoFiles files = DemoFiles.extract();
        TestbedProcess testbed = TestbedProcess.start(DemoCommand.MAIN_CLASS)) {
      String plan = files.plan().toString();
      String target = "--target=" + testbed.url();
      Path open = folder.resolve("open.yaml");
      Files.writeString(open, openPlan());
      execute("version");
      execute("validate", plan);
      execute("validate", folder.resolve("missing.yaml").toString());
      execute("schema", "plan");
      execute("run", plan, target, "--scale=0.04", "--redraw", "--out=" + folder.resolve("closed"));
      execute("run", open.toString(), target, "--plain", "--out=" + folder.resolve("open"));
      execute("report", folder.resolve("open").toString());
    } finally {
      delete(folder);
    }
    return ExitCode.OK.code();
  }

  private static String openPlan() {
    return """
    name: training
    target: http://127.0.0.1:1
    load:
      arrivals: poisson
      phases: [{rate: 100/s, for: 500ms}]
    steps:
      - http: GET /api/v1/agents
        check: [status == 200, $.agents exists]
      - http: GET /no/such/page
    thresholds: [response_time.p90 < 1s, achieved_rate >= 90% of offered]
    """;
  }

  private void execute(String... args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Shell silent =
        new Shell(
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Map.of(),
            false,
            true,
            Interrupts.NONE);
    int code = Loadstone.execute(silent, args);
    shell.out().println(String.join(" ", args) + " → " + code);
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
