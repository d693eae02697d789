package dev.loadstone.core.plan;

import java.net.URI;

/**
 * A system under test.
 *
 * @param name the name that steps use in {@code on:}; {@value #DEFAULT} if the plan names only one
 * @param base absolute http or https URL; its path is put before the path of every step
 */
public record Target(String name, URI base) {
  /** The name of a plan's only target. */
  public static final String DEFAULT = "default";
}
