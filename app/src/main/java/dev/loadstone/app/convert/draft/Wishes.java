package dev.loadstone.app.convert.draft;

import dev.loadstone.app.convert.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * What a person says about a conversion.
 *
 * @param target the base URL of the plan's first target, instead of the document's
 * @param patterns which requests are wanted
 * @param keepCookies whether recorded cookies are sent, as a credential
 * @param environments values of the document's variables, the later ones first
 */
public record Wishes(
    Optional<String> target,
    Patterns patterns,
    boolean keepCookies,
    List<SourceFile> environments) {
  /** No wishes. */
  public static final Wishes NONE = new Wishes(Optional.empty(), Patterns.NONE, false, List.of());

  /** Copies the environments. */
  public Wishes {
    environments = List.copyOf(environments);
  }
}
