package dev.loadstone.core.plan;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A system under test.
 *
 * @param name the name that steps use in {@code on:}; {@value #DEFAULT} if the plan names only one
 * @param instances where it is, at least one place: absolute http or https URLs that differ in host
 *     and port only, whose path is put before the path of every step; or one URL of a scheme that a
 *     {@linkplain dev.loadstone.core.step.StepKind kind of step} speaks; copied
 * @param process what is started for a run and then serves at all of these places; empty if they
 *     are served already
 */
public record Target(String name, List<URI> instances, Optional<TargetProcess> process) {
  /** The name of a plan's only target. */
  public static final String DEFAULT = "default";

  /** Copies the instances. */
  public Target {
    instances = List.copyOf(instances);
  }

  /** Creates a target that is there already. */
  public Target(String name, List<URI> instances) {
    this(name, instances, Optional.empty());
  }

  /** Creates a target that is in one place, and there already. */
  public Target(String name, URI base) {
    this(name, List.of(base));
  }

  /** Returns the URL of its only instance, or of the first. */
  public URI base() {
    return instances.getFirst();
  }

  /**
   * Returns the text that stands in the options of a {@linkplain PlanProbe probe} for the id of the
   * process that is started for a run.
   */
  public String processText() {
    return "the process of target " + name;
  }

  /** Returns whether it speaks HTTP. */
  public boolean isHttp() {
    return scheme().startsWith("http");
  }

  /** Returns the scheme of its URL in lower case. */
  public String scheme() {
    return base().getScheme() == null ? "" : base().getScheme().toLowerCase(Locale.ROOT);
  }

  /** Returns its URL for a person, secrets in it masked; several with commas between. */
  public String display() {
    return instances.stream().map(Target::display).collect(Collectors.joining(", "));
  }

  /** Returns a URL for a person, secrets in it masked. */
  public static String display(URI url) {
    return url.toString()
        .replaceFirst("//[^/@]*@", "//***@")
        .replaceAll("(?i)(password|token)=[^&;]*", "$1=***");
  }
}
