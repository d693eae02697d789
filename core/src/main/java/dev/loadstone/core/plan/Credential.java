package dev.loadstone.core.plan;

/**
 * A secret that requests need.
 *
 * @param name the name in expressions
 * @param source where it comes from, for example {@code env API_TOKEN}
 * @param secret its text; never to be logged, reported or stored
 */
public record Credential(String name, String source, String secret) {
  @Override
  public String toString() {
    return "Credential[" + name + " from " + source + "]";
  }
}
