package dev.loadstone.benchmarks.notice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A series in which people marked changes, with the scores that were published for it.
 *
 * @param name of the series
 * @param values in the order of time
 * @param annotations by each person, where a new level begins
 * @param published by method, with its default settings
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Annotated(
    String name,
    List<Double> values,
    Map<String, List<Integer>> annotations,
    Map<String, Score> published) {
  private static final int MARGIN = 5;

  /**
   * How well changes agree with what people marked. Source: van den Burg and Williams, "An
   * Evaluation of Change Point Detection Algorithms" (2020), section 5.1, with margin {@value
   * Annotated#MARGIN} and a trivial change at 0.
   *
   * @param f1 harmonic mean of precision, against what anyone marked, and recall, the mean over
   *     people; 0–1
   * @param cover of people's segments by those found, weighted by length, mean over people; 0–1
   */
  record Score(double f1, double cover) {}

  /** Reads the series that lie beside this class. */
  static List<Annotated> all() {
    try (InputStream in = Annotated.class.getResourceAsStream("tcpd/series.json")) {
      return new ObjectMapper()
          .readValue(Objects.requireNonNull(in), new TypeReference<List<Annotated>>() {});
    } catch (IOException unreadable) {
      throw new IllegalStateException("tcpd/series.json must be readable", unreadable);
    }
  }

  double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Judges changes found. */
  Score score(Collection<Integer> changes) {
    TreeSet<Integer> found = withFirst(changes);
    TreeSet<Integer> anyone = new TreeSet<>();
    double recall = 0;
    double cover = 0;
    for (List<Integer> person : annotations.values()) {
      TreeSet<Integer> marked = withFirst(person);
      anyone.addAll(marked);
      recall += (double) agreed(marked, found) / marked.size();
      cover += cover(marked, found);
    }
    recall /= annotations.size();
    double precision = (double) agreed(anyone, found) / found.size();
    return new Score(2 * precision * recall / (precision + recall), cover / annotations.size());
  }

  private static TreeSet<Integer> withFirst(Collection<Integer> changes) {
    TreeSet<Integer> all = new TreeSet<>(changes);
    all.add(0);
    return all;
  }

  /** Returns how many of what was marked have a change of their own near them. */
  private static int agreed(TreeSet<Integer> marked, TreeSet<Integer> found) {
    List<Integer> left = new ArrayList<>(found);
    int agreed = 0;
    for (int place : marked) {
      int best = -1;
      for (int i = 0; i < left.size(); i++) {
        int distance = Math.abs(left.get(i) - place);
        if (distance <= MARGIN && (best < 0 || distance < Math.abs(left.get(best) - place))) {
          best = i;
        }
      }
      if (best >= 0) {
        left.remove(/* index */ best);
        agreed++;
      }
    }
    return agreed;
  }

  private double cover(TreeSet<Integer> marked, TreeSet<Integer> found) {
    double sum = 0;
    for (int from : marked) {
      int to = end(marked, from);
      double best = 0;
      for (int other : found) {
        int until = end(found, other);
        int both = Math.min(to, until) - Math.max(from, other);
        int either = Math.max(to, until) - Math.min(from, other);
        best = Math.max(best, (double) both / either);
      }
      sum += (to - from) * best;
    }
    return sum / values.size();
  }

  private int end(TreeSet<Integer> starts, int start) {
    Integer next = starts.higher(start);
    return next == null ? values.size() : next;
  }
}
