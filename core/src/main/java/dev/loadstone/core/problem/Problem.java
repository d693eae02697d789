package dev.loadstone.core.problem;

import java.util.Optional;

/**
 * One thing wrong with an input.
 *
 * @param location where, if the input is a file
 * @param path the key's path, for example {@code load.phases[0].rate}; empty when it is about the
 *     whole input
 * @param message what is wrong, for example {@code must be a rate, got: 5 apples}
 * @param fix how to mend it, a sentence; may be empty
 */
public record Problem(Optional<Location> location, String path, String message, String fix) {
  /** Returns the problem on one line: location, path, message, fix. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    location.ifPresent(place -> text.append(place).append(": "));
    if (!path.isEmpty()) {
      text.append(path).append(' ');
    }
    text.append(message);
    if (!fix.isEmpty()) {
      text.append(message.endsWith(".") ? " " : ". ").append(fix);
    }
    return text.toString();
  }
}
