package dev.loadstone.core.document;

import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a YAML document that knows its place in the file and its path of keys. */
public sealed interface DocumentNode {
  /** Returns where the part begins; empty if it does not come from a file. */
  Optional<Location> location();

  /**
   * Returns the keys that lead here, for example {@code load.phases[0].rate}; empty at the root.
   */
  String path();

  /**
   * Returns what the part is, for a person: {@code a mapping}, {@code a list} or the scalar's text.
   */
  String describe();

  /**
   * Returns a problem at this place.
   *
   * @param message what is wrong
   * @param fix how to mend it; may be empty
   */
  default Problem problem(String message, String fix) {
    return new Problem(location(), path(), message, fix);
  }

  /**
   * A mapping.
   *
   * @param location where it begins, if it comes from a file
   * @param path the keys that lead here
   * @param entries in the order of the file
   */
  record MapNode(Optional<Location> location, String path, Map<String, Entry> entries)
      implements DocumentNode {
    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /**
   * A key of a mapping with its value.
   *
   * @param location where the key stands, if it comes from a file
   * @param value what it leads to
   */
  record Entry(Optional<Location> location, DocumentNode value) {}

  /**
   * A list.
   *
   * @param location where it begins, if it comes from a file
   * @param path the keys that lead here
   * @param items in the order of the file
   */
  record ListNode(Optional<Location> location, String path, List<DocumentNode> items)
      implements DocumentNode {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param location where it begins, if it comes from a file
   * @param path the keys that lead here
   * @param text its text, without quotes; empty for null
   * @param kind what YAML 1.2's core schema takes it for; a quoted text is always a string
   * @param quoted whether it is written in quotes or as a block
   */
  record ScalarNode(
      Optional<Location> location, String path, String text, Kind kind, boolean quoted)
      implements DocumentNode {
    @Override
    public String describe() {
      return kind == Kind.NULL ? "nothing" : text;
    }
  }

  /** What a scalar is by YAML 1.2's core schema. */
  enum Kind {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }
}
