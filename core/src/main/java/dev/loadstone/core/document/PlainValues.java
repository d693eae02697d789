package dev.loadstone.core.document;

import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tree of plain Java values. */
final class PlainValues {
  private PlainValues() {}

  static DocumentNode convert(@Nullable Object value, String path) {
    return switch (value) {
      case DocumentNode node -> node;
      case Map<?, ?> map -> map(map, path);
      case List<?> list -> list(list, path);
      case CharSequence text -> scalar(path, text.toString(), Kind.STRING, true);
      case Unquoted text -> scalar(path, text.text(), Kind.STRING, false);
      case Boolean truth -> scalar(path, truth.toString(), Kind.BOOLEAN, false);
      case Number number -> scalar(path, number(number), Kind.NUMBER, false);
      case null -> scalar(path, "", Kind.NULL, false);
      default ->
          throw new IllegalArgumentException(
              path
                  + " must be a map, a list, a text, a number or a Boolean, got: "
                  + value.getClass().getName());
    };
  }

  /**
   * Keeps the order of a map that has one; others are sorted, so that the same values always give
   * the same document.
   */
  private static MapNode map(Map<?, ?> map, String path) {
    Map<String, @Nullable Object> ordered =
        map instanceof SequencedMap ? new LinkedHashMap<>() : new TreeMap<>();
    map.forEach((key, value) -> ordered.put(String.valueOf(key), value));
    Map<String, Entry> entries = new LinkedHashMap<>();
    ordered.forEach((name, value) ->
        entries.put(
            name,
            new Entry(
                Optional.empty(), convert(value, path.isEmpty() ? name : path + "." + name))));
    return new MapNode(Optional.empty(), path, entries);
  }

  private static ListNode list(List<?> list, String path) {
    List<DocumentNode> items = new ArrayList<>();
    list.forEach(item -> items.add(convert(item, path + "[" + items.size() + "]")));
    return new ListNode(Optional.empty(), path, items);
  }

  private static ScalarNode scalar(String path, String text, Kind kind, boolean quoted) {
    return new ScalarNode(Optional.empty(), path, text, kind, quoted);
  }

  /**
   * Prints a number without an exponent, so that it reads as the quantities of plans do; NaN and
   * infinities as they are.
   */
  private static String number(Number number) {
    double value = number.doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return number.toString();
    }
    BigDecimal exact = new BigDecimal(number.toString());
    return exact.signum() == 0 || exact.scale() <= 0
        ? exact.toPlainString()
        : exact.stripTrailingZeros().toPlainString();
  }
}
