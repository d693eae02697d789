package dev.loadstone.core.profile;

import java.nio.file.Path;
import java.util.Map;

/**
 * A profile with its files.
 *
 * @param profile what a result keeps of it
 * @param files texts by their path in the run directory; none if they are there already
 * @param copies files, which may be gone later, by the same; none if they are there already
 */
public record TakenProfile(Profile profile, Map<String, String> files, Map<String, Path> copies) {
  /** Copies the maps. */
  public TakenProfile {
    files = Map.copyOf(files);
    copies = Map.copyOf(copies);
  }
}
