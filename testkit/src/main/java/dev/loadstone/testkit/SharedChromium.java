package dev.loadstone.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The browser of all tests of a virtual machine, because its start takes longer than a test:
 * started for the first class that registers this, ended after the last test. To be registered in a
 * static field; a class is skipped where {@link Chromium#start} has a test skipped.
 */
public final class SharedChromium implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(SharedChromium.class);

  private @Nullable Chromium open;

  @Override
  public void beforeAll(ExtensionContext context) {
    open =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
  }

  /**
   * Returns the browser.
   *
   * @throws NullPointerException before the tests of the class
   */
  public Chromium get() {
    return Objects.requireNonNull(open, "there is no browser before the tests of the class");
  }
}
