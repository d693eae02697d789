package dev.loadstone.core.step;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A client whose operations need no thread of their own while they wait. Thread-safe. */
public interface AsyncStepClient extends StepClient {
  /**
   * Starts one operation, and returns at once. What is to be done when it is given up is told by
   * {@link StepCall#onCancel}; what it gives after that is discarded.
   *
   * @param ended to be told exactly once, on any thread: what the operation gave, or why it failed,
   *     as {@link #call} would throw it
   */
  void start(StepCall call, BiConsumer<@Nullable StepResult, @Nullable Throwable> ended);

  @Override
  default StepResult call(StepCall call) throws Exception {
    CompletableFuture<StepResult> result = new CompletableFuture<>();
    start(
        call,
        (gave, failure) -> {
          if (gave == null) {
            result.completeExceptionally(failure == null ? new IllegalStateException() : failure);
          } else {
            result.complete(gave);
          }
        });
    try {
      return result.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }
}
