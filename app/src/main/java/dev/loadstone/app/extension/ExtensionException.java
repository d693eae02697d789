package dev.loadstone.app.extension;

import org.jspecify.annotations.Nullable;

/** Extensions that cannot be loaded; the message tells a person why. */
public final class ExtensionException extends Exception {
  private static final long serialVersionUID = 1L;

  ExtensionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
