package dev.loadstone.core.step;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import java.util.List;
import java.util.Map;

/** A kind of step with keys of every type, that gives back what it is given. */
public final class EchoKind implements StepKind {
  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Shape shape() {
    return Shape.of("echo")
        .requiring("echo", Types.TEXTS, "What is given back.")
        .with("times", Types.countUpTo(9), "How often.")
        .with("voice", new Choice(List.of("high", "low")), "In which voice.")
        .with("delay", Types.DURATION, "After how long.")
        .with("loud", Types.TRUTH, "Whether it is loud.")
        .with("walls", new ListOf(new Mapping("echo-wall")), "From where.")
        .with("marks", new MapOf(Types.TEXT), "What is written on it.");
  }

  @Override
  public List<Shape> mappings() {
    return List.of(
        Shape.of("echo-wall").requiring("distance", Types.countUpTo(1_000), "How far away."));
  }

  @Override
  public Shape settings() {
    return Shape.of("echo")
        .with("voices", Types.countUpTo(9), "How many at once.")
        .with("secret", Types.TEXT, "What must be said first.");
  }

  @Override
  public List<String> schemes() {
    return List.of("echo");
  }

  @Override
  public void check(StepArguments arguments) {
    if (arguments.has("loud") && arguments.has("voice")) {
      throw new InvalidArgumentException("voice", "must not stand beside loud", "Remove one.");
    }
  }

  @Override
  public StepClient open(Opening opening) {
    return new StepClient() {
      @Override
      public StepResult call(StepCall call) {
        return StepResult.of(Map.of("echo", call.arguments().texts("echo")));
      }

      @Override
      public void close() {
        // there is nothing to close
      }
    };
  }
}
