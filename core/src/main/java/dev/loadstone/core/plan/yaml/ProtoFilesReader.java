package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.plan.GrpcStep.ProtoFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code .proto} file with all that it imports. An import is looked for beside the file
 * that the plan names, in the folders above it up to the plan's, and in the plan's.
 */
final class ProtoFilesReader {
  /** A string, which is kept, or a comment. */
  private static final Pattern STRING_OR_COMMENT =
      Pattern.compile(
          "\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|//[^\\n]*|/\\*.*?\\*/",
          Pattern.DOTALL);

  private static final Pattern IMPORT =
      Pattern.compile("\\bimport\\s+(?:(?:public|weak)\\s+)?([\"'])([^\"'\\n]+)\\1\\s*;");
  private static final String BUILT_IN = "google/protobuf/";

  private final ReadContext context;

  ProtoFilesReader(ReadContext context) {
    this.context = context;
  }

  /** Returns the files, or empty, with a problem. */
  Optional<ProtoFiles> read(ScalarNode name) {
    Optional<Path> main = context.file(name);
    return main.flatMap(path ->
        Optional.ofNullable(path.getFileName()).flatMap(file -> read(name, path, file.toString())));
  }

  private Optional<ProtoFiles> read(ScalarNode name, Path path, String main) {
    List<Path> folders = folders(path);
    Map<String, String> texts = new LinkedHashMap<>();
    Deque<String> wanted = new ArrayDeque<>(List.of(main));
    boolean complete = true;
    while (!wanted.isEmpty()) {
      String next = wanted.removeFirst();
      if (texts.containsKey(next)) {
        continue;
      }
      Optional<Path> file =
          folders.stream()
              .map(folder -> folder.resolve(next))
              .filter(Files::isRegularFile)
              .findFirst();
      if (file.isPresent()) {
        Optional<String> text = context.text(named(name, file.get()));
        complete &= text.isPresent();
        texts.put(next, text.orElse(""));
        wanted.addAll(imports(text.orElse("")));
      } else if (!next.startsWith(BUILT_IN)) {
        complete = false;
        texts.put(next, "");
        context
            .problems()
            .add(
                name.problem(
                    "must have all files that it imports, got: " + name.text(),
                    next + " is in none of " + shown(folders) + "."));
      }
    }
    return complete ? Optional.of(new ProtoFiles(main, texts)) : Optional.empty();
  }

  private static ScalarNode named(ScalarNode name, Path file) {
    return new ScalarNode(
        name.location(), name.path(), file.toString(), name.kind(), name.quoted());
  }

  /** Returns where imports are looked for. */
  private List<Path> folders(Path file) {
    Path plan = context.directory().toAbsolutePath().normalize();
    List<Path> folders = new ArrayList<>();
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder != null && (folders.isEmpty() || folder.startsWith(plan))) {
      folders.add(folder);
      folder = folder.getParent();
    }
    if (!folders.contains(plan)) {
      folders.add(plan);
    }
    return folders;
  }

  private static String shown(List<Path> folders) {
    return String.join(", ", folders.stream().map(Path::toString).toList());
  }

  private static List<String> imports(String text) {
    Matcher parts = STRING_OR_COMMENT.matcher(text);
    String code =
        parts.replaceAll(
            part -> Matcher.quoteReplacement(part.group().startsWith("/") ? " " : part.group()));
    List<String> imports = new ArrayList<>();
    Matcher found = IMPORT.matcher(code);
    while (found.find()) {
      imports.add(found.group(2));
    }
    return imports;
  }
}
