package dev.loadstone.testbed.route;

import java.util.List;

/** What a table says of a method and a path. */
public sealed interface RouteMatch {
  /**
   * A route that serves the request.
   *
   * @param index its place in the table's list, from 0
   * @param parameters the segments of the path that stand for the template's braces, in order, as
   *     sent
   */
  record Found(int index, List<String> parameters) implements RouteMatch {}

  /**
   * A path that is served, but not by this method.
   *
   * @param allow the methods that serve it, as in the header {@code Allow}
   */
  record WrongMethod(String allow) implements RouteMatch {}

  /** A path that nothing serves. */
  record Unknown() implements RouteMatch {}
}
