package dev.loadstone.app.convert.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.loadstone.app.convert.source.TreeBuilder.TreeException;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.YamlEvents;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A document that was read.
 *
 * @param name how a person calls it
 * @param path where it lies
 * @param root all of it
 */
public record SourceFile(String name, Path path, Value root) {
  /** The largest document that is read. */
  public static final long BYTES_MAX = 64L << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength((int) BYTES_MAX)
                  .maxNestingDepth(TreeBuilder.DEPTH_MAX)
                  .build())
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if it cannot be read, is larger than 64 MB, is no UTF-8, or is
   *     neither JSON nor YAML
   */
  public static SourceFile read(Path file) {
    return new SourceFile(file.toString(), file, parse(file.toString(), text(file)));
  }

  /** Returns the name without its folders. */
  public String fileName() {
    return String.valueOf(path.getFileName());
  }

  /**
   * Returns what is wrong with a part of this document.
   *
   * @param at the part; of one that is not there, the document's beginning is told
   * @param path of the part within the document
   * @param message what must be, and what is
   * @param fix what to do; may be empty
   */
  public Problem problem(Value at, String path, String message, String fix) {
    Location place = new Location(name, Math.max(1, at.line()), Math.max(1, at.column()));
    return new Problem(Optional.of(place), path, message, fix);
  }

  private static String text(Path file) {
    try {
      if (!Files.exists(file)) {
        throw broken(
            "must name a document that exists, got: " + file,
            file.toAbsolutePath().normalize() + " does not exist.");
      }
      long size = Files.size(file);
      if (Files.isRegularFile(file) && size > BYTES_MAX) {
        throw broken(
            "must name a document of at most 64 MB, got: " + file + " of " + (size >> 20) + " MB",
            "Split it, or leave out of it what is not needed.");
      }
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw broken("must name a document in UTF-8, got: " + file, "Convert the file to UTF-8.");
    } catch (IOException failed) {
      String why = Files.isDirectory(file) ? "it is a folder" : failed.getMessage();
      throw broken(
          "must name a document that can be read, got: " + file, "Reading failed: " + why + ".");
    }
  }

  private static InvalidInputException broken(String message, String fix) {
    return new InvalidInputException(List.of(new Problem(Optional.empty(), "", message, fix)));
  }

  /**
   * Reads a text that begins with a brace or a bracket as JSON, any other as YAML.
   *
   * @param name what to call it in problems
   * @throws InvalidInputException if it is neither, or has too many parts or levels
   */
  public static Value parse(String name, String text) {
    TreeBuilder tree = new TreeBuilder();
    String start = text.stripLeading();
    try {
      if (start.startsWith("{") || start.startsWith("[") || start.startsWith("//")) {
        json(name, text, tree);
      } else {
        Optional<Problem> problem = YamlEvents.read(name, text, tree);
        if (problem.isPresent()) {
          throw new InvalidInputException(List.of(problem.get()));
        }
      }
    } catch (TreeException tooMuch) {
      throw new InvalidInputException(
          List.of(
              new Problem(
                  Optional.of(new Location(name, tooMuch.line(), tooMuch.column())),
                  "",
                  String.valueOf(tooMuch.getMessage()),
                  "Split the document, or leave out of it what is not needed.")));
    }
    return tree.root();
  }

  /**
   * Returns the value of a JSON text; empty if it is none.
   *
   * @param text as the body of a request has it
   */
  public static Optional<Value> json(String text) {
    TreeBuilder tree = new TreeBuilder();
    try {
      read(text, tree);
      return Optional.of(tree.root());
    } catch (IOException | TreeException noJson) {
      return Optional.empty();
    }
  }

  private static void json(String name, String text, TreeBuilder tree) {
    try {
      read(text, tree);
    } catch (JsonProcessingException broken) {
      JsonLocation place = broken.getLocation();
      Optional<Location> location =
          Optional.ofNullable(place)
              .map(found ->
                  new Location(
                      name, Math.max(1, found.getLineNr()), Math.max(1, found.getColumnNr())));
      String why = String.valueOf(broken.getOriginalMessage()).lines().findFirst().orElse("");
      throw new InvalidInputException(
          List.of(
              new Problem(
                  location,
                  "",
                  "is not valid JSON: " + why,
                  "Export it anew; it may have been cut off.")));
    } catch (IOException impossible) {
      throw new IllegalStateException("a text can be read", impossible);
    }
  }

  private static void read(String text, TreeBuilder tree) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        JsonLocation place = parser.currentTokenLocation();
        int line = place.getLineNr();
        int column = place.getColumnNr();
        switch (token) {
          case START_OBJECT -> tree.mapping(Optional.empty(), line, column);
          case START_ARRAY -> tree.list(Optional.empty(), line, column);
          case END_OBJECT, END_ARRAY -> tree.end();
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
              tree.scalar(parser.getText(), Kind.NUMBER, Optional.empty(), line, column);
          case VALUE_TRUE, VALUE_FALSE ->
              tree.scalar(parser.getText(), Kind.BOOLEAN, Optional.empty(), line, column);
          case VALUE_NULL -> tree.scalar("", Kind.NULL, Optional.empty(), line, column);
          default -> tree.scalar(parser.getText(), Kind.STRING, Optional.empty(), line, column);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0) {
          requireEnd(parser);
          return;
        }
      }
      throw new JsonParseException(parser, "it ends too early");
    }
  }

  private static void requireEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "there is more behind its end");
    }
  }
}
