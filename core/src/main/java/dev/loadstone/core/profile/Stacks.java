package dev.loadstone.core.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stacks of calls, each with how much was sampled in it, and the shares of the functions in them.
 *
 * <p>Source: the format of collapsed stacks, frames from the outermost to the innermost with
 * semicolons between, then a blank and a whole number (https://github.com/brendangregg/FlameGraph).
 *
 * @param weights above 0, by stack
 */
public record Stacks(Map<String, Long> weights) {
  /** How a frame was run, which profilers write behind its name. */
  private static final String MARKS = "_\\[[0ij1k]]";

  /** Deeper calls are in no flame graph. */
  private static final int DEPTH_MAX = 128;

  /** Copies the map, in the order of the stacks. */
  public Stacks {
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
  }

  /**
   * Returns the stacks of a text; the same stack on several lines counts once with their sum. Marks
   * of how a frame was run are left out. Lines that are no stack are passed over.
   */
  public static Stacks parse(String collapsed) {
    Map<String, Long> weights = new HashMap<>();
    collapsed
        .lines()
        .forEach(line -> {
          int blank = line.lastIndexOf(' ');
          if (blank > 0 && line.substring(blank + 1).matches("[1-9]\\d{0,17}")) {
            weights.merge(
                unmarked(line.substring(0, blank)),
                Long.parseLong(line.substring(blank + 1)),
                Long::sum);
          }
        });
    return new Stacks(weights);
  }

  private static String unmarked(String stack) {
    List<String> frames = new ArrayList<>();
    for (String frame : stack.split(";", -1)) {
      frames.add(frame.replaceFirst(MARKS + "$", ""));
    }
    return String.join(";", frames);
  }

  /** Returns the stacks as a text that {@link #parse} takes. */
  public String collapsed() {
    StringBuilder text = new StringBuilder();
    weights.forEach(
        (stack, weight) -> text.append(stack).append(' ').append(weight.longValue()).append('\n'));
    return text.toString();
  }

  /** Returns the sum over all stacks. */
  public long total() {
    return weights.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns the functions with the greatest shares: first those in which most was sampled itself,
   * then those under which most was, each as far as it has a twentieth.
   *
   * @param most how many at most of each
   */
  public List<ProfiledFunction> top(int most) {
    double total = total();
    Map<String, Long> self = new HashMap<>();
    Map<String, Long> within = new HashMap<>();
    weights.forEach((stack, weight) -> {
      List<String> frames = List.of(stack.split(";", -1));
      self.merge(frames.getLast(), weight, Long::sum);
      Set<String> once = new HashSet<>(frames);
      once.forEach(frame -> within.merge(frame, weight, Long::sum));
    });
    Map<String, ProfiledFunction> found = new LinkedHashMap<>();
    for (Map<String, Long> shares : List.of(self, within)) {
      shares.entrySet().stream()
          .filter(share -> share.getValue() >= total / 20)
          .sorted(
              Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(most)
          .map(Map.Entry::getKey)
          .forEach(name ->
              found.putIfAbsent(
                  name,
                  new ProfiledFunction(
                      name,
                      self.getOrDefault(name, 0L) / total,
                      within.getOrDefault(name, 0L) / total)));
    }
    return List.copyOf(found.values());
  }

  /**
   * Returns the flame graph: those that call before those that they call, frames of one caller in
   * the order of their names. What no frame covers was sampled in the function under it, or in
   * frames too narrow to be among them.
   *
   * @param least the least share of a frame, 0 to 1
   */
  public List<FlameFrame> frames(double least) {
    Node root = new Node();
    weights.forEach((stack, weight) -> root.add(stack.split(";", -1), weight));
    List<FlameFrame> frames = new ArrayList<>();
    root.frames(0, 0, new Scale(total(), least), frames);
    return List.copyOf(frames);
  }

  private record Scale(double total, double least) {}

  /** What was sampled in a call and under it. */
  private static final class Node {
    private final Map<String, Node> called = new TreeMap<>();
    private long weight;

    void add(String[] stack, long sampled) {
      Node node = this;
      for (int depth = 0; depth < Math.min(stack.length, DEPTH_MAX); depth++) {
        node = node.called.computeIfAbsent(stack[depth], name -> new Node());
        node.weight += sampled;
      }
    }

    void frames(int depth, long from, Scale scale, List<FlameFrame> frames) {
      long begin = from;
      for (Map.Entry<String, Node> call : called.entrySet()) {
        Node node = call.getValue();
        double share = node.weight / scale.total();
        if (share >= scale.least()) {
          frames.add(new FlameFrame(call.getKey(), depth, begin / scale.total(), share));
          node.frames(depth + 1, begin, scale, frames);
        }
        begin += node.weight;
      }
    }
  }
}
