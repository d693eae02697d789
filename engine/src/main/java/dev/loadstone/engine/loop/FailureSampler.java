package dev.loadstone.engine.loop;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.engine.http.HttpEnvironment.SampleFilter;
import dev.loadstone.engine.program.CompiledPlan.OperationName;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the first few failures of each operation and class, with every credential masked. Used by
 * one event loop.
 */
final class FailureSampler implements SampleFilter {
  private static final int KEPT = 3;
  private static final String MASK = "***";

  private final List<OperationName> operations;
  private final List<String> secrets;
  private final Consumer<FailureSample> sink;
  private final byte[][] taken;

  FailureSampler(
      List<OperationName> operations, List<String> secrets, Consumer<FailureSample> sink) {
    this.operations = operations;
    this.secrets = secrets;
    this.sink = sink;
    this.taken = new byte[operations.size()][ErrorClass.values().length];
  }

  @Override
  public boolean wants(int operation, ErrorClass error) {
    return taken[operation][error.ordinal()] < KEPT;
  }

  /** What there is to be told of a failure. */
  record Failure(String message, String request, String response) {}

  /** Keeps a failure. */
  void keep(int operation, ErrorClass error, long atNanos, long responseNanos, Failure failure) {
    taken[operation][error.ordinal()]++;
    OperationName name = operations.get(operation);
    sink.accept(
        new FailureSample(
            atNanos,
            name.scenario(),
            name.step(),
            error,
            mask(failure.message()),
            mask(failure.request()),
            mask(failure.response()),
            responseNanos));
  }

  private String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      if (!secret.isEmpty()) {
        masked = masked.replace(secret, MASK);
      }
    }
    return masked;
  }
}
