package dev.loadstone.core.step;

import dev.loadstone.core.document.Shape;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A kind of step that is not built in: what plans say of it, and how to get its client. Found by
 * {@link java.util.ServiceLoader}; has a public constructor without parameters, is thread-safe, and
 * loads nothing of its client before {@link #open}.
 */
public interface StepKind {
  /** Returns the key in plans that tells the kind, for example {@code redis}. */
  String name();

  /**
   * Returns the keys of the step, {@link #name} first and required. Every kind has {@code on} (if
   * it has {@link #schemes}), {@code timeout}, {@code check}, {@code extract}, {@code name}, {@code
   * slo} and {@code onFailure} besides; a shape must not have these.
   */
  Shape shape();

  /** Returns the shapes of the mappings that {@link #shape} and {@link #settings} refer to. */
  default List<Shape> mappings() {
    return List.of();
  }

  /**
   * Returns the keys of the plan's section of this name, which holds for all steps of the kind; if
   * there are none there is no such section.
   */
  default Shape settings() {
    return Shape.of(name());
  }

  /**
   * Returns the schemes of the URLs of its targets, for example {@code redis}; empty if it runs
   * without a target.
   */
  default List<String> schemes() {
    return List.of();
  }

  /**
   * Returns the port of targets whose URL names none; empty if there is no usual one.
   *
   * @param target of one of the {@link #schemes}
   */
  default OptionalInt usualPort(URI target) {
    return OptionalInt.empty();
  }

  /**
   * Returns the part of a target's URL that names host and port: all of it, if it is not a URL
   * within another like {@code jdbc:postgresql://host}.
   */
  default URI located(URI target) {
    return target;
  }

  /**
   * Returns where a target listens, to be looked for before a run; empty if that is not known.
   *
   * @param target of one of the {@link #schemes}
   */
  default Optional<InetSocketAddress> address(URI target) {
    URI located = located(target);
    int port = located.getPort() > 0 ? located.getPort() : usualPort(target).orElse(0);
    return located.getHost() == null || port == 0
        ? Optional.empty()
        : Optional.of(InetSocketAddress.createUnresolved(located.getHost(), port));
  }

  /**
   * Checks what the shape cannot say, for example which keys go together.
   *
   * @param arguments of a step as the plan has them, an ellipsis for each expression
   * @throws InvalidArgumentException if the step cannot be run
   */
  default void check(StepArguments arguments) {}

  /**
   * Returns a client, ready for use: connected where it connects at all. It is shared by all
   * virtual users of a run.
   *
   * @throws StepException if the target cannot be reached or refuses
   * @throws InvalidArgumentException if a setting is wrong
   * @throws InterruptedException if the thread is interrupted
   */
  StepClient open(Opening opening) throws StepException, InterruptedException;

  /**
   * What a client is opened with.
   *
   * @param target the system under test; empty for a kind without {@link #schemes}
   * @param settings the plan's section of the kind
   */
  record Opening(Optional<URI> target, StepArguments settings) {
    /** Returns the target, of a kind that has {@link #schemes}. */
    public URI url() {
      return target.orElseThrow();
    }
  }
}
