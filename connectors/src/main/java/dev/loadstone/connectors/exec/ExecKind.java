package dev.loadstone.connectors.exec;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.Types;
import java.util.List;

/** {@code exec}: a program, run once for each operation. */
public final class ExecKind implements StepKind {
  private static final Quantity EXIT_CODE = new Quantity(true, 0, 255);

  /** Creates the kind. */
  public ExecKind() {}

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public Shape shape() {
    return Shape.of("exec")
        .requiring("exec", Types.TEXTS, "The program and its arguments; no shell is between.")
        .with("env", new MapOf(Types.TEXT), "Environment variables besides those of Loadstone.")
        .with("stdin", Types.TEXT, "What the program reads; nothing if left out.")
        .with("dir", Types.TEXT, "In which folder it runs; that of Loadstone if left out.")
        .with(
            "exitCode",
            new AnyOf(List.of(EXIT_CODE, new ListOf(EXIT_CODE))),
            "With which codes it may end; 0 if left out.");
  }

  @Override
  public void check(StepArguments arguments) {
    if (arguments.list("exec").isEmpty()) {
      throw new InvalidArgumentException("exec", "must name a program", "Write exec: [ls, -l].");
    }
  }

  @Override
  public StepClient open(Opening opening) {
    return new ExecClient();
  }
}
