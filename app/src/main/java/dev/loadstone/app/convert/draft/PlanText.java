package dev.loadstone.app.convert.draft;

import dev.loadstone.app.convert.draft.DraftPlan.DraftCredential;
import dev.loadstone.app.convert.source.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plan that was made of something else, written with comments.
 *
 * @param text in YAML; ends with a line break
 * @param credentials those that it needs
 */
public record PlanText(String text, List<DraftCredential> credentials) {
  /** Beyond so many lines of one kind, the head only counts them. */
  static final int LINES_MAX = 100;

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_-]*)}");

  /** Copies the credentials. */
  public PlanText {
    credentials = List.copyOf(credentials);
  }

  /** Writes a plan; variables and credentials that none of its steps uses are left out. */
  public static PlanText of(DraftPlan draft, Notes notes) {
    Writer writer = new Writer(draft.withOwnNames().withUsualHeaders());
    String steps = writer.steps();
    Set<String> used = used(draft.variables(), steps);
    Map<String, String> variables = new LinkedHashMap<>(draft.variables());
    variables.keySet().retainAll(used);
    List<DraftCredential> credentials =
        draft.credentials().stream().filter(one -> used.contains(one.name())).toList();
    return new PlanText(
        writer.head(notes) + writer.settings(variables, credentials) + steps, credentials);
  }

  /** Returns the names that a text uses, or a variable that it uses. */
  private static Set<String> used(Map<String, String> variables, String text) {
    Set<String> used = new HashSet<>();
    Deque<String> texts = new ArrayDeque<>(List.of(text));
    while (!texts.isEmpty()) {
      Matcher expression = EXPRESSION.matcher(texts.pop());
      while (expression.find()) {
        String value = variables.get(expression.group(1));
        if (used.add(expression.group(1)) && value != null) {
          texts.push(value);
        }
      }
    }
    return used;
  }

  /**
   * Writes the parts of a plan.
   *
   * @param plan what is written
   * @param targets its base URLs by name
   */
  private record Writer(DraftPlan plan, Map<String, String> targets) {
    Writer(DraftPlan plan) {
      this(plan, plan.targets());
    }

    String head(Notes notes) {
      YamlWriter yaml = new YamlWriter();
      yaml.comment(
          0,
          "Made of "
              + plan.origin()
              + " by `loadstone convert`. Look it over before the first run.");
      lines(yaml, "Left out:", notes.leftOut());
      lines(yaml, "To look at:", notes.remarks());
      yaml.comment(0, "").comment(0, "yaml-language-server: $schema=plan.schema.json");
      return yaml.text();
    }

    private static void lines(YamlWriter yaml, String title, List<String> lines) {
      if (lines.isEmpty()) {
        return;
      }
      yaml.comment(0, "").comment(0, title);
      lines.stream().limit(LINES_MAX).forEach(line -> yaml.comment(0, "  - " + line));
      if (lines.size() > LINES_MAX) {
        yaml.comment(
            0, "  - and " + (lines.size() - LINES_MAX) + " more, told on the standard error");
      }
    }

    String settings(Map<String, String> variables, List<DraftCredential> credentials) {
      YamlWriter yaml = new YamlWriter();
      yaml.member(0, "name", Value.ofText(plan.name()));
      if (!plan.description().isBlank()) {
        yaml.member(0, "description", Value.ofText(Templates.literal(plan.description())));
      }
      yaml.gap();
      if (targets.size() == 1) {
        yaml.member(0, "target", Value.ofText(targets.values().iterator().next()));
      } else {
        yaml.member(0, "target", texts(targets));
      }
      if (!variables.isEmpty()) {
        yaml.gap().member(0, "variables", texts(variables));
      }
      if (!credentials.isEmpty()) {
        yaml.gap()
            .comment(0, "Secrets are never written into a plan; they come from the environment.")
            .section(0, "credentials");
        for (DraftCredential one : credentials) {
          Map<String, Value> from = Map.of("env", Value.ofText(one.environment()));
          yaml.comment(2, one.comment()).shortMember(2, one.name(), Value.Mapping.of(from));
        }
      }
      return yaml.text();
    }

    private static Value texts(Map<String, String> texts) {
      Map<String, Value> values = new LinkedHashMap<>();
      texts.forEach((name, text) -> values.put(name, Value.ofText(text)));
      return Value.Mapping.of(values);
    }

    /** Writes everything from {@code http} on. */
    String steps() {
      YamlWriter yaml = new YamlWriter();
      if (!plan.http().isEmpty()) {
        yaml.gap().section(0, "http");
        plan.http().forEach((key, value) -> yaml.shortMember(2, key, value));
      }
      yaml.gap();
      plan.load().comment().forEach(line -> yaml.comment(0, line));
      yaml.section(0, "load")
          .line(2, "model: " + plan.load().model())
          .section(2, "phases")
          .line(4, "- " + plan.load().phase());
      yaml.gap().section(0, "scenarios");
      boolean first = true;
      for (DraftScenario scenario : plan.scenarios()) {
        if (!first) {
          yaml.gap();
        }
        first = false;
        if (!scenario.comment().isBlank()) {
          yaml.comment(2, scenario.comment());
        }
        yaml.section(2, scenario.name());
        scenario.think().ifPresent(time -> yaml.line(4, "think: " + time));
        yaml.section(4, "steps");
        scenario.steps().forEach(step -> step(yaml, step));
      }
      return yaml.gap().section(0, "thresholds").line(2, "- error_ratio < 1%").text();
    }

    private void step(YamlWriter yaml, DraftStep step) {
      step.comments().forEach(comment -> yaml.comment(6, comment));
      if (step.isPause()) {
        yaml.line(6, "- pause: " + step.line());
        return;
      }
      yaml.item(6, step.kind(), Value.ofText(step.line()));
      step.name().ifPresent(name -> yaml.member(8, "name", Value.ofText(name)));
      if (targets.size() > 1) {
        targets.forEach((name, url) -> {
          if (url.equals(step.base())) {
            yaml.line(8, "on: " + name);
          }
        });
      }
      if (!step.headers().isEmpty()) {
        yaml.shortMember(8, "headers", Value.Mapping.of(step.headers()));
      }
      step.body().forEach((key, value) -> yaml.member(8, key, value));
      step.more().forEach((key, value) -> yaml.shortMember(8, key, value));
    }
  }
}
