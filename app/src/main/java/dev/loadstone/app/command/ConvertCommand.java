package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.convert.Conversion;
import dev.loadstone.app.convert.draft.Patterns;
import dev.loadstone.app.convert.draft.WebAddress;
import dev.loadstone.app.convert.draft.Wishes;
import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a plan of a recording, of a description of an API, or of a collection of requests. */
@Command(
    name = "convert",
    description = {
      "Make a plan of a recording of a browser (HAR), of a description of an API (OpenAPI 3.0 or"
          + " 3.1, JSON or YAML), or of a collection of Postman (v2.0 or v2.1).",
      "",
      "Secrets never come into the plan: credentials take them from the environment. What is left"
          + " out stands as comments at its head, and on the standard error.",
    },
    footer = {
      "%nExamples:",
      "  loadstone convert shop.har --out plan.yaml",
      "  loadstone convert shop.har --include api.example.com --exclude '/metrics*'",
      "  loadstone convert openapi.yaml --target http://127.0.0.1:8080 --out plan.yaml",
      "  loadstone convert shop.postman_collection.json --environment test.postman_environment.json",
    })
final class ConvertCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The document, JSON or YAML; 64 MB at most.")
  Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "FORMAT",
      description =
          "What it is: ${COMPLETION-CANDIDATES}. Default: what its content says that it is.")
  Optional<From> from = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write this file, which must not exist. Default: the standard output.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "The target of the plan, instead of the document's first one.")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description =
          "Only requests to such hosts (*.example.com) or paths (/api/*). Repeatable. Of a HAR"
              + " default: the host of its first page, without static resources.")
  List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description = "No requests to such hosts or paths. Repeatable.")
  List<String> exclude = new ArrayList<>();

  @Option(
      names = "--environment",
      paramLabel = "FILE",
      description =
          "Of Postman: an exported environment, or the globals. Repeatable; the last one wins.")
  List<Path> environments = new ArrayList<>();

  @Option(
      names = "--keep-cookies",
      description = "Send cookies that the document has, as a credential.")
  boolean keepCookies;

  @Option(
      names = "--one-scenario",
      description =
          "All steps in one scenario, in the document's order, instead of one for each page, tag or"
              + " folder.")
  boolean oneScenario;

  /** What a document is. The names are what a person types. */
  enum From {
    /** A recording of a browser. */
    har,
    /** A description of an API. */
    openapi,
    /** A collection of requests. */
    postman
  }

  ConvertCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() {
    Conversion made =
        Conversion.of(
            file,
            from.map(given -> Conversion.Format.valueOf(given.name().toUpperCase(Locale.ROOT))),
            wishes(),
            oneScenario);
    if (out.isPresent()) {
      write(made.text(), out.get());
    } else {
      shell.out().print(made.text());
      shell.out().flush();
    }
    tell(made);
    return ExitCode.OK.code();
  }

  private Wishes wishes() {
    target.ifPresent(url -> {
      boolean usable =
          WebAddress.of(url)
              .filter(found -> !found.hasUser() && found.query().isEmpty())
              .isPresent();
      if (!usable) {
        throw wrong(
            "--target must be a URL of http or https without user and query, got: "
                + url.replaceFirst("//[^/@]*@", "//***@")
                + ". Write it as http://127.0.0.1:8080.");
      }
    });
    Stream.concat(include.stream(), exclude.stream())
        .filter(pattern -> pattern.isBlank() || pattern.contains("://"))
        .findFirst()
        .ifPresent(pattern -> {
          throw wrong(
              "--include and --exclude must be of hosts, such as *.example.com, or of paths,"
                  + " such as /api/*, got: "
                  + pattern);
        });
    List<SourceFile> files = new ArrayList<>();
    environments.reversed().forEach(path -> files.add(SourceFile.read(path)));
    return new Wishes(target, new Patterns(include, exclude), keepCookies, files);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static void write(String text, Path file) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException there) {
      throw unwritable(
          "must name a file that does not exist yet, got: " + file,
          "Choose another name, or remove it.");
    } catch (NoSuchFileException noFolder) {
      throw unwritable(
          "must name a file in a folder that exists, got: " + file, "Make the folder first.");
    } catch (IOException failed) {
      throw unwritable(
          "must name a file that can be written, got: " + file,
          "Writing failed: " + failed.getMessage() + ".");
    }
  }

  private static InvalidInputException unwritable(String message, String fix) {
    return new InvalidInputException(List.of(new Problem(Optional.empty(), "--out", message, fix)));
  }

  private void tell(Conversion made) {
    String plan = out.map(Path::toString).orElse("The plan");
    shell
        .err()
        .println(
            plan
                + " has "
                + Nouns.count(made.scenarios(), "scenario")
                + " with "
                + Nouns.count(made.requests(), "request")
                + ".");
    lines("Left out:", made.leftOut());
    lines("To look at:", made.remarks());
    if (!made.environment().isEmpty()) {
      lines("To set in the environment:", made.environment());
    }
  }

  private void lines(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      shell.err().println(title);
      lines.forEach(line -> shell.err().println("  - " + line));
    }
  }
}
