package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What all parts of the reading of one plan share.
 *
 * @param problems collects every problem
 * @param environment environment variables
 * @param directory where relative file names start
 * @param scale by what durations of the load are multiplied
 * @param files whether files may be read
 */
record ReadContext(
    Problems problems,
    Map<String, String> environment,
    Path directory,
    double scale,
    boolean files) {

  /**
   * Returns a reader of a mapping of the given shape, in whose single values environment variables
   * are replaced.
   */
  Fields fields(MapNode map, Shape shape) {
    return Fields.of(map, shape, (scalar, collector) -> setting(scalar), problems);
  }

  /** Returns a reader of a node that must be a mapping of the given shape. */
  Optional<Fields> fields(DocumentNode node, Shape shape) {
    return Fields.asMap(node, problems).map(map -> fields(map, shape));
  }

  /**
   * Returns a single value in which environment variables are replaced, or empty, with a problem.
   */
  Optional<ScalarNode> setting(ScalarNode scalar) {
    if (!scalar.text().contains("${")) {
      return Optional.of(scalar);
    }
    Problems own = new Problems();
    String text =
        TemplateParser.text(
            new TemplateParser(NameScope.ofSettings(environment), own)
                .pieces(scalar.text(), scalar));
    own.all().forEach(problems::add);
    return own.isEmpty()
        ? Optional.of(
            new ScalarNode(scalar.location(), scalar.path(), text, scalar.kind(), scalar.quoted()))
        : Optional.empty();
  }

  /**
   * Returns the node as a single value in which environment variables are replaced, or empty, with
   * a problem.
   */
  Optional<ScalarNode> setting(DocumentNode node) {
    if (node instanceof ScalarNode scalar) {
      return setting(scalar);
    }
    problems.add(node.problem("must be a single value, got: " + node.describe(), ""));
    return Optional.empty();
  }

  /** Reports what is wrong with a text at its place. */
  void add(DocumentNode node, InvalidTextException wrong) {
    problems.add(node.problem(wrong.problem(), wrong.fix()));
  }

  /** Returns a scalar's text as a path of a readable file, or empty, with a problem. */
  Optional<Path> file(ScalarNode name) {
    if (!files) {
      problems.add(
          name.problem(
              "must not name a file here, got: " + name.text(),
              "Write the content into the plan, or have the plan trusted."));
      return Optional.empty();
    }
    try {
      Path path = directory.resolve(name.text());
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return Optional.of(path);
      }
      String why =
          Files.isDirectory(path)
              ? "is a directory"
              : Files.exists(path) ? "cannot be read" : "does not exist";
      problems.add(
          name.problem(
              "must name a file that can be read, got: " + name.text(),
              path.toAbsolutePath().normalize() + " " + why + "."));
    } catch (InvalidPathException broken) {
      problems.add(
          name.problem("must be a file name, got: " + name.text(), broken.getReason() + "."));
    }
    return Optional.empty();
  }

  /** Returns the bytes of a file, or empty, with a problem. */
  Optional<byte[]> bytes(ScalarNode name) {
    return file(name).flatMap(path -> bytes(name, path));
  }

  private Optional<byte[]> bytes(ScalarNode name, Path path) {
    try {
      return Optional.of(Files.readAllBytes(path));
    } catch (IOException failed) {
      problems.add(
          name.problem(
              "must name a file that can be read, got: " + name.text(),
              "Reading failed: " + failed.getMessage() + "."));
    }
    return Optional.empty();
  }

  /** Returns the text of a UTF-8 file, without a byte-order mark, or empty, with a problem. */
  Optional<String> text(ScalarNode name) {
    return bytes(name).flatMap(bytes -> text(name, bytes));
  }

  private Optional<String> text(ScalarNode name, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException broken) {
      problems.add(
          name.problem(
              "must name a file in UTF-8, got: " + name.text(), "Convert the file to UTF-8."));
      return Optional.empty();
    }
  }
}
