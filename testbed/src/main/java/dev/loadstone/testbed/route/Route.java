package dev.loadstone.testbed.route;

/**
 * A method with a path template, for example {@code GET /bytes/{n}}.
 *
 * @param method in capitals
 * @param template begins with a slash; a segment in braces takes any one segment of a path
 */
public record Route(String method, String template) {
  /**
   * Returns a route by its name.
   *
   * @param name method, one blank and template
   * @throws IllegalArgumentException if there is no blank
   */
  public static Route of(String name) {
    int blank = name.indexOf(' ');
    if (blank < 0) {
      throw new IllegalArgumentException("a route is METHOD /path, got: " + name);
    }
    return new Route(name.substring(0, blank), name.substring(blank + 1));
  }

  /** Returns the name under which truth and ledger know it, for example {@code GET /bytes/{n}}. */
  public String name() {
    return method + " " + template;
  }
}
