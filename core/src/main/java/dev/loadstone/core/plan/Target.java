package dev.loadstone.core.plan;

import java.net.URI;
import java.util.Locale;

/**
 * A system under test.
 *
 * @param name the name that steps use in {@code on:}; {@value #DEFAULT} if the plan names only one
 * @param base absolute http or https URL, whose path is put before the path of every step; or a URL
 *     of a scheme that a {@linkplain dev.loadstone.core.step.StepKind kind of step} speaks
 */
public record Target(String name, URI base) {
  /** The name of a plan's only target. */
  public static final String DEFAULT = "default";

  /** Returns whether it speaks HTTP. */
  public boolean isHttp() {
    return scheme().startsWith("http");
  }

  /** Returns the scheme of its URL in lower case. */
  public String scheme() {
    return base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Returns its URL for a person, secrets in it masked. */
  public String display() {
    return base.toString()
        .replaceFirst("//[^/@]*@", "//***@")
        .replaceAll("(?i)(password|token)=[^&;]*", "$1=***");
  }
}
