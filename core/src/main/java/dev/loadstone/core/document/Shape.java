package dev.loadstone.core.document;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a mapping may have: what a reader accepts and what a schema publishes, said once.
 *
 * @param title a name, unique in a document's grammar
 * @param keys in the order in which a person would write them
 */
public record Shape(String title, List<Key> keys) {
  /** Copies the keys. */
  public Shape {
    keys = List.copyOf(keys);
  }

  /**
   * A key.
   *
   * @param name as documents write it
   * @param type what may stand behind it
   * @param description what it means, a sentence
   * @param required whether it must be there
   */
  public record Key(String name, ValueType type, String description, boolean required) {}

  /** Returns a shape without keys. */
  public static Shape of(String title) {
    return new Shape(title, List.of());
  }

  /** Returns this shape with one more key, which may be left out. */
  public Shape with(String name, ValueType type, String description) {
    return with(new Key(name, type, description, false));
  }

  /** Returns this shape with one more key, which must be there. */
  public Shape requiring(String name, ValueType type, String description) {
    return with(new Key(name, type, description, true));
  }

  /** Returns this shape with all keys of another one behind its own. */
  public Shape withAll(Shape other) {
    List<Key> all = new ArrayList<>(keys);
    all.addAll(other.keys);
    return new Shape(title, all);
  }

  private Shape with(Key key) {
    List<Key> more = new ArrayList<>(keys);
    more.add(key);
    return new Shape(title, more);
  }

  /** Returns the keys' names, in order. */
  public List<String> names() {
    return keys.stream().map(Key::name).toList();
  }
}
