package dev.loadstone.app.convert.draft;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which requests are wanted. A pattern that begins with a slash is of paths, any other of hosts;
 * {@code *} stands for any characters.
 *
 * @param include if there are any of hosts or of paths, one of them must fit
 * @param exclude none of them may fit
 */
public record Patterns(List<String> include, List<String> exclude) {
  /** No patterns: everything is wanted. */
  public static final Patterns NONE = new Patterns(List.of(), List.of());

  /** Copies the patterns. */
  public Patterns {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** Returns whether hosts are named that are wanted. */
  public boolean nameHosts() {
    return include.stream().anyMatch(pattern -> !isPath(pattern));
  }

  /** Returns whether a path is wanted by name. */
  public boolean namePath(String path) {
    return include.stream().anyMatch(pattern -> isPath(pattern) && fits(pattern, path));
  }

  /**
   * Returns whether a request is wanted.
   *
   * @param host without a port
   * @param path with its slash in front, without a query
   */
  public boolean want(String host, String path) {
    boolean excluded =
        exclude.stream().anyMatch(pattern -> fits(pattern, isPath(pattern) ? path : host));
    boolean namesPaths = include.stream().anyMatch(Patterns::isPath);
    boolean hostFits =
        !nameHosts()
            || include.stream().anyMatch(pattern -> !isPath(pattern) && fits(pattern, host));
    return !excluded && hostFits && (!namesPaths || namePath(path));
  }

  private static boolean isPath(String pattern) {
    return pattern.startsWith("/");
  }

  private static boolean fits(String pattern, String text) {
    String folded = isPath(pattern) ? pattern : pattern.toLowerCase(Locale.ROOT);
    String given = isPath(pattern) ? text : text.toLowerCase(Locale.ROOT);
    String expression =
        Pattern.compile("\\*")
            .splitAsStream(folded + "\0")
            .map(part -> Pattern.quote(part.replace("\0", "")))
            .reduce((left, right) -> left + ".*" + right)
            .orElse("");
    return Pattern.matches(expression, given);
  }
}
