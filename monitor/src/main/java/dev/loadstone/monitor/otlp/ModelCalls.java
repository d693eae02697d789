package dev.loadstone.monitor.otlp;

import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.Target;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The steps of a plan that call models or agents. Immutable. */
public final class ModelCalls {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /** The key with a text as its value, in which nothing is filled in. */
  private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"\\\\…]+)\"");

  private final Map<Place, ModelCall> calls = new HashMap<>();

  private record Place(String scenario, String step) {}

  private ModelCalls() {}

  /** Returns those of a plan. */
  public static ModelCalls of(Plan plan) {
    ModelCalls calls = new ModelCalls();
    calls.add(plan, "", plan.setup());
    for (Scenario scenario : plan.scenarios()) {
      calls.add(plan, scenario.name(), scenario.setup());
      calls.add(plan, scenario.name(), scenario.steps());
    }
    return calls;
  }

  private void add(Plan plan, String scenario, List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Http http ->
            http.stream()
                .flatMap(reading -> call(http, reading, plan.targets().get(http.on())))
                .ifPresent(call -> calls.put(new Place(scenario, http.name()), call));
        case Step.Repeat repeat -> add(plan, scenario, repeat.steps());
        case Step.Group group -> add(plan, scenario, group.steps());
        case Step.If choice -> {
          add(plan, scenario, choice.then());
          add(plan, scenario, choice.otherwise());
        }
        default -> {
          // calls no model, as far as anybody can tell
        }
      }
    }
  }

  private static Optional<ModelCall> call(
      Step.Http step, StreamReading reading, @Nullable Target target) {
    String provider =
        switch (reading.protocol()) {
          case OPENAI_CHAT, OPENAI_RESPONSES -> "openai";
          case ANTHROPIC -> "anthropic";
          case AG_UI -> "ag_ui";
          case PLAIN, MCP -> "";
        };
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    boolean agent = reading.protocol() == StreamReading.Protocol.AG_UI;
    Optional<URI> place =
        target == null || target.instances().size() != 1
            ? Optional.empty()
            : Optional.of(target.base());
    return Optional.of(
        new ModelCall(
            agent ? "invoke_agent" : "chat",
            provider,
            step.body() instanceof Body.Json json ? model(json.json().outline()) : Optional.empty(),
            place.map(URI::getHost),
            place.map(uri -> OptionalInt.of(port(uri))).orElse(OptionalInt.empty()),
            reading.framing() != StreamReading.Framing.DOCUMENT));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }

  /** Returns the model that a JSON object names at its top; empty if it does not. */
  static Optional<String> model(String json) {
    Matcher model = MODEL.matcher(json);
    int depth = 0;
    for (int i = 0; i < json.length(); i++) {
      switch (json.charAt(i)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> {
          if (depth == 1 && model.region(i, json.length()).lookingAt()) {
            return Optional.of(model.group(1));
          }
          i = endOfText(json, i + 1);
        }
        default -> {
          // says nothing of where it stands
        }
      }
    }
    return Optional.empty();
  }

  private static int endOfText(String json, int from) {
    int at = from;
    while (at < json.length() && json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  /** Returns the call that a step of a scenario makes; empty if it makes none. */
  Optional<ModelCall> of(String scenario, String step) {
    return Optional.ofNullable(calls.get(new Place(scenario, step)));
  }
}
