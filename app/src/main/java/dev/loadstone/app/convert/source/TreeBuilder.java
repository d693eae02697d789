package dev.loadstone.app.convert.source;

import dev.loadstone.app.convert.source.Value.Listing;
import dev.loadstone.app.convert.source.Value.Mapping;
import dev.loadstone.app.convert.source.Value.Scalar;
import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.YamlEvents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a tree of the parts of a document, as they are told. Not thread-safe. */
final class TreeBuilder implements YamlEvents.Listener {
  /** More parts than a document of 64 MB usually has. */
  static final int PARTS_MAX = 4_000_000;

  /** More levels than any honest document has. */
  static final int DEPTH_MAX = 500;

  /** YAML 1.1's key for what is taken over from another mapping. */
  private static final String MERGE = "<<";

  private final Deque<Open> open = new ArrayDeque<>();
  private final Deque<Optional<String>> names = new ArrayDeque<>();
  private final Map<String, Value> anchors = new HashMap<>();
  private Value root = Value.absent();
  private int parts;

  /** A document that is larger than can be read, or that refers to itself. */
  static final class TreeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TreeException(String message, int line, int column) {
      super(message);
      this.line = line;
      this.column = column;
    }

    int line() {
      return line;
    }

    int column() {
      return column;
    }
  }

  /** A mapping or list whose end has not come. */
  private static final class Open {
    private final @Nullable Map<String, Value> members;
    private final List<Value> items = new ArrayList<>();
    private final Value value;
    private @Nullable String key;

    Open(boolean mapping, int line, int column) {
      Map<String, Value> map = new LinkedHashMap<>();
      this.members = mapping ? map : null;
      this.value = mapping ? new Mapping(map, line, column) : new Listing(items, line, column);
    }

    void add(Value part) {
      Map<String, Value> map = members;
      String name = key;
      if (map == null) {
        items.add(part);
      } else if (name == null) {
        key = part instanceof Scalar scalar ? scalar.value() : "";
      } else {
        key = null;
        if (name.equals(MERGE) && !(part instanceof Scalar)) {
          merge(part, map);
        } else {
          map.put(name, part);
        }
      }
    }

    private static void merge(Value part, Map<String, Value> members) {
      if (part instanceof Mapping mapping) {
        mapping.members().forEach(members::putIfAbsent);
      }
      part.asList().forEach(one -> one.asMap().forEach(members::putIfAbsent));
    }
  }

  /** Returns the document; {@link Value#absent} if nothing was told. */
  Value root() {
    return root;
  }

  @Override
  public void mapping(Optional<String> anchor, int line, int column) {
    begin(new Open(true, line, column), anchor);
  }

  @Override
  public void list(Optional<String> anchor, int line, int column) {
    begin(new Open(false, line, column), anchor);
  }

  private void begin(Open part, Optional<String> anchor) {
    count(part.value.line(), part.value.column());
    if (open.size() >= DEPTH_MAX) {
      throw new TreeException(
          "has more than " + DEPTH_MAX + " levels", part.value.line(), part.value.column());
    }
    open.push(part);
    // Known under its name only when it is complete, so that nothing can contain itself.
    anchor.ifPresent(anchors::remove);
    names.push(anchor);
  }

  @Override
  public void end() {
    Open ended = open.pop();
    names.pop().ifPresent(name -> anchors.put(name, ended.value));
    add(ended.value);
  }

  @Override
  public void scalar(
      String text, DocumentNode.Kind kind, Optional<String> anchor, int line, int column) {
    count(line, column);
    Value.Kind own =
        switch (kind) {
          case STRING -> Value.Kind.TEXT;
          case NUMBER -> Value.Kind.NUMBER;
          case BOOLEAN -> Value.Kind.TRUTH;
          case NULL -> Value.Kind.NOTHING;
        };
    Scalar scalar = new Scalar(own, text, line, column);
    anchor.ifPresent(name -> anchors.put(name, scalar));
    add(scalar);
  }

  @Override
  public void alias(String anchor, int line, int column) {
    count(line, column);
    Value known = anchors.get(anchor);
    if (known == null) {
      throw new TreeException(
          "has an alias *" + anchor + " to what does not stand before it", line, column);
    }
    add(known);
  }

  private void add(Value part) {
    Open within = open.peek();
    if (within == null) {
      root = part;
    } else {
      within.add(part);
    }
  }

  private void count(int line, int column) {
    if (++parts > PARTS_MAX) {
      throw new TreeException("has more than " + PARTS_MAX + " parts", line, column);
    }
  }
}
