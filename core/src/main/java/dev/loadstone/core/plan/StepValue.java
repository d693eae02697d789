package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands behind a key of a step whose kind is not built in. */
public sealed interface StepValue {
  /** Returns the expressions' templates in it, in order. */
  List<Template> templates();

  /**
   * A single value.
   *
   * @param template its text
   */
  record Text(Template template) implements StepValue {
    @Override
    public List<Template> templates() {
      return List.of(template);
    }
  }

  /**
   * A list.
   *
   * @param items in order
   */
  record Sequence(List<StepValue> items) implements StepValue {
    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public List<Template> templates() {
      List<Template> all = new ArrayList<>();
      items.forEach(item -> all.addAll(item.templates()));
      return all;
    }
  }

  /**
   * A mapping.
   *
   * @param entries in the order of the plan
   */
  record Mapping(Map<String, StepValue> entries) implements StepValue {
    /** Copies the entries, keeping their order. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public List<Template> templates() {
      List<Template> all = new ArrayList<>();
      entries.values().forEach(value -> all.addAll(value.templates()));
      return all;
    }
  }
}
