package dev.loadstone.app.convert.openapi;

import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problems;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows {@code $ref}: within a document, and into files beside it or beneath its folder. Each
 * reference that leads nowhere is a problem, told once. Not thread-safe.
 *
 * <p><b>Source:</b> RFC 6901 (JSON Pointer), OpenAPI 3.1, section 4.8.23 (Reference Object).
 */
final class References {
  private static final String REF = "$ref";
  private static final int FILES_MAX = 1_000;
  private static final int CHAIN_MAX = 100;

  private final SourceFile main;
  private final Problems problems;
  private final Map<Path, Optional<SourceFile>> files = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  References(SourceFile main, Problems problems) {
    this.main = main;
    this.problems = problems;
  }

  /**
   * A part of a description, with the file that it stands in, where references from it start.
   *
   * @param value the part; {@link Value#absent} if a reference led nowhere
   * @param file the file
   */
  record Part(Value value, SourceFile file) {
    /** Returns what stands under a key, not yet followed if it is a reference. */
    Part get(String key) {
      return new Part(value.get(key), file);
    }
  }

  /** Returns the whole description. */
  Part root() {
    return new Part(main.root(), main);
  }

  /** Returns what a part is or refers to. */
  Part follow(Part part) {
    Part at = part;
    for (int i = 0; at.value().get(REF).asText().isPresent(); i++) {
      if (i >= CHAIN_MAX) {
        tell(at, "must not lead back to itself, got: " + at.value().text(REF), "Mend one of them.");
        return new Part(Value.absent(), at.file());
      }
      at = target(at, at.value().text(REF));
    }
    return at;
  }

  /** Returns what stands under a key of a part, with references followed. */
  Part get(Part part, String key) {
    return follow(part.get(key));
  }

  private Part target(Part from, String reference) {
    int hash = reference.indexOf('#');
    String place = hash < 0 ? reference : reference.substring(0, hash);
    String pointer = hash < 0 ? "" : reference.substring(hash + 1);
    Part absent = new Part(Value.absent(), from.file());
    if (place.matches("(?i)[a-z][a-z0-9+.-]*:.*") || place.startsWith("//")) {
      tell(
          from,
          "must lead to this document or to a file beside it, got: " + reference,
          "Download it beside the document, or bundle the description into one file first.");
      return absent;
    }
    Optional<SourceFile> file = place.isEmpty() ? Optional.of(from.file()) : file(from, place);
    if (file.isEmpty()) {
      return absent;
    }
    Optional<Value> found = find(file.get().root(), pointer);
    if (found.isEmpty()) {
      tell(
          from,
          "must lead to something that is there, got: " + reference,
          file.get().name() + " has no " + (pointer.isEmpty() ? "content" : pointer) + ".");
      return absent;
    }
    return new Part(found.get(), file.get());
  }

  private static Optional<Value> find(Value root, String pointer) {
    Value at = root;
    if (pointer.isEmpty()) {
      return at.isPresent() ? Optional.of(at) : Optional.empty();
    }
    if (!pointer.startsWith("/")) {
      return Optional.empty();
    }
    for (String segment : pointer.substring(1).split("/", -1)) {
      String name = decoded(segment);
      if (at instanceof Value.Listing list) {
        boolean index = name.matches("\\d{1,9}") && Integer.parseInt(name) < list.items().size();
        at = index ? list.items().get(Integer.parseInt(name)) : Value.absent();
      } else {
        at = at.get(name);
      }
      if (!at.isPresent()) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  private static String decoded(String segment) {
    String plain = segment;
    try {
      plain = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      // A percent sign that is meant as it stands.
    }
    return plain.replace("~1", "/").replace("~0", "~");
  }

  private Optional<SourceFile> file(Part from, String place) {
    try {
      Path top = folder(main.path().toRealPath());
      Path path = folder(from.file().path().toRealPath()).resolve(decoded(place)).normalize();
      // Asked before the file is looked at: what lies elsewhere is not even found to be there.
      if (path.startsWith(top) && path.toRealPath().startsWith(top)) {
        return read(from, place, path.toRealPath());
      }
      tell(
          from,
          "must stay beneath the folder of the description, got: " + place,
          "Copy the file, and no link to it, beside the description.");
      return Optional.empty();
    } catch (InvalidPathException | IOException missing) {
      tell(from, "must lead to a file that can be read, got: " + place, "There is none.");
      return Optional.empty();
    }
  }

  private Optional<SourceFile> read(Part from, String place, Path real) {
    Optional<SourceFile> known = files.get(real);
    if (known != null) {
      return known;
    }
    if (files.size() >= FILES_MAX) {
      tell(from, "must not need more than " + FILES_MAX + " files, got: " + place, "Bundle them.");
      return Optional.empty();
    }
    Optional<SourceFile> read = Optional.empty();
    try {
      read = Optional.of(new SourceFile(decoded(place), real, SourceFile.read(real).root()));
    } catch (InvalidInputException broken) {
      broken.problems().forEach(problems::add);
    }
    files.put(real, read);
    return read;
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null ? file.toAbsolutePath().normalize() : folder;
  }

  private void tell(Part from, String message, String fix) {
    Value place = from.value().get(REF);
    if (told.add(from.file().name() + place.line() + ":" + place.column() + message)) {
      problems.add(from.file().problem(place, REF, message, fix));
    }
  }
}
