package dev.loadstone.web;

import java.io.IOException;

/** The page cannot be served; the message tells a person why. */
public final class WebStartException extends IOException {
  private static final long serialVersionUID = 1L;

  WebStartException(String message) {
    super(message);
  }

  WebStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
