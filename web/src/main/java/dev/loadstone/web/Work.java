package dev.loadstone.web;

import dev.loadstone.core.problem.InvalidInputException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Work that takes its time, off the event loop. */
final class Work {
  private Work() {}

  /** Does something and then answers with it; what goes wrong is an answer, too. */
  static <T> void on(RoutingContext context, Callable<T> work, Consumer<T> answer) {
    context
        .vertx()
        .executeBlocking(work, false)
        .onComplete(done -> {
          if (done.succeeded()) {
            answer.accept(done.result());
          } else {
            failed(context, done.cause());
          }
        });
  }

  /** Answers with what went wrong. */
  static void failed(RoutingContext context, Throwable failure) {
    switch (failure) {
      case InvalidInputException invalid -> Answers.problems(context, 422, invalid.problems());
      case Desk.BusyException busy -> Answers.error(context, 409, message(busy));
      case HttpException refused ->
          Answers.error(
              context,
              refused.getStatusCode(),
              "the request is not well-formed: " + message(refused));
      case IllegalArgumentException wrong -> Answers.error(context, 400, message(wrong));
      case IOException unreachable -> Answers.error(context, 502, message(unreachable));
      default -> Answers.error(context, 500, "the server failed: " + failure);
    }
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }
}
