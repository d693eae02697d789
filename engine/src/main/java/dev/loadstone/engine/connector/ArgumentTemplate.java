package dev.loadstone.engine.connector;

import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a step with expressions in them, made ready. Immutable. */
final class ArgumentTemplate {
  private final Map<String, Node> root = new LinkedHashMap<>();
  private final List<TextTemplate> texts = new ArrayList<>();
  private final @Nullable StepArguments constant;

  /** What gives a value: a text, a list or a map. */
  private interface Node {
    Object value(Resolution of);
  }

  /** One use of the template. */
  private static final class Resolution {
    private final UserValues values;
    private final Bytes scratch = new Bytes();
    private int missing = TextTemplate.COMPLETE;

    Resolution(UserValues values) {
      this.values = values;
    }
  }

  /** A text, a list or a map, or the number of a slot without the value that it needs. */
  record Resolved(StepArguments arguments, int missing) {}

  ArgumentTemplate(StepValue.Mapping mapping, Names names) {
    mapping.entries().forEach((key, entry) -> root.put(key, node(entry, names)));
    constant =
        texts.stream().allMatch(TextTemplate::isConstant)
            ? arguments(new Resolution(new UserValues(0, 0, List.of(), 0)))
            : null;
  }

  private Node node(StepValue value, Names names) {
    return switch (value) {
      case StepValue.Text text -> text(TextTemplate.of(text.template(), names));
      case StepValue.Sequence list -> {
        List<Node> items = list.items().stream().map(item -> node(item, names)).toList();
        yield of -> values(items, of);
      }
      case StepValue.Mapping map -> {
        Map<String, Node> entries = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> entries.put(key, node(entry, names)));
        yield of -> values(entries, of);
      }
    };
  }

  private static Map<String, Object> values(Map<String, Node> entries, Resolution of) {
    Map<String, Object> values = new LinkedHashMap<>();
    entries.forEach((key, entry) -> values.put(key, entry.value(of)));
    return values;
  }

  private static List<Object> values(List<Node> items, Resolution of) {
    Object[] values = new Object[items.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = items.get(i).value(of);
    }
    return List.of(values);
  }

  private Node text(TextTemplate template) {
    texts.add(template);
    if (template.isConstant()) {
      Bytes text = new Bytes();
      template.write(new UserValues(0, 0, List.of(), 0), text);
      String known = text.text();
      return of -> known;
    }
    return of -> {
      int missing = template.write(of.values, of.scratch.clear());
      if (missing != TextTemplate.COMPLETE) {
        of.missing = missing;
      }
      return of.scratch.text();
    };
  }

  /** Returns the numbers of the feeders whose rows it needs. */
  List<Integer> feeders() {
    return texts.stream().flatMap(text -> text.feeders().stream()).distinct().toList();
  }

  /** Returns the arguments for a user. */
  Resolved resolve(UserValues values) {
    if (constant != null) {
      return new Resolved(constant, TextTemplate.COMPLETE);
    }
    Resolution resolution = new Resolution(values);
    StepArguments arguments = arguments(resolution);
    return new Resolved(arguments, resolution.missing);
  }

  private StepArguments arguments(Resolution resolution) {
    return new StepArguments(values(root, resolution));
  }
}
