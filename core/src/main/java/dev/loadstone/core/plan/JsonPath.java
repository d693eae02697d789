package dev.loadstone.core.plan;

import java.util.List;

/**
 * The place of values in a JSON document: names, indices, wildcards and descent of RFC 9535,
 * without filters and slices.
 *
 * @param text as the plan writes it, for example {@code $.orders[0].id}
 * @param segments from the root on
 */
public record JsonPath(String text, List<Segment> segments) {
  /** Copies the segments. */
  public JsonPath {
    segments = List.copyOf(segments);
  }

  /** One step down the document. */
  public sealed interface Segment {}

  /**
   * The member of an object.
   *
   * @param name its name
   */
  public record Member(String name) implements Segment {}

  /**
   * The element of an array.
   *
   * @param index from 0
   */
  public record Element(int index) implements Segment {}

  /** Every member or element. */
  public record Wildcard() implements Segment {}

  /**
   * Every member of that name at any depth below.
   *
   * @param name its name
   */
  public record Descendant(String name) implements Segment {}
}
