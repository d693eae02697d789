package dev.loadstone.report;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was wrong or remarkable with streams and answers of models, in sentences. */
final class StreamFindings {
  private StreamFindings() {}

  /** Returns a sentence for each kind of failure at each step, then what is only remarkable. */
  static List<String> of(RunResult result) {
    List<String> findings = new ArrayList<>();
    Set<String> streaming = streaming(result);
    for (ErrorSummary error : result.errors()) {
      if (streaming.contains(error.step()) || isOfStreamsOnly(error.error())) {
        String diagnosis = diagnosis(error);
        if (!diagnosis.isEmpty()) {
          findings.add(diagnosis);
        }
      }
    }
    sums(result, CounterKey.STALLS, Tag.STEP)
        .forEach((step, count) ->
            findings.add(
                Figures.count(count, "gap")
                    + " in streams of "
                    + step
                    + (count == 1 ? " was" : " were")
                    + " longer than the step's limit for a stall."));
    sums(result, CounterKey.CANCELS_UNHEARD, Tag.STEP)
        .forEach((step, count) ->
            findings.add(
                "The target did not notice within a second that "
                    + Figures.count(count, "stream")
                    + " of "
                    + step
                    + (count == 1 ? " was" : " were")
                    + " cancelled; "
                    + DataSizes.human(
                        sums(result, CounterKey.BYTES_AFTER_CANCEL, Tag.STEP)
                            .getOrDefault(step, 0L))
                    + " came for nobody."));
    finishes(result, findings);
    return findings;
  }

  private static Set<String> streaming(RunResult result) {
    Set<String> steps = new HashSet<>(sums(result, CounterKey.EVENTS, Tag.STEP).keySet());
    for (ErrorSummary error : result.errors()) {
      if (example(error).startsWith("the stream ")) {
        steps.add(error.step());
      }
    }
    return steps;
  }

  private static boolean isOfStreamsOnly(ErrorClass error) {
    return switch (error) {
      case MEDIA_TYPE, IN_STREAM, BUFFERED, SLOW_CONSUMER -> true;
      default -> false;
    };
  }

  private static String diagnosis(ErrorSummary error) {
    String streams = Figures.count(error.count(), "stream") + " of " + error.step();
    boolean one = error.count() == 1;
    String were = one ? " was " : " were ";
    return switch (error.error()) {
      case TRUNCATED ->
          streams
              + were
              + "truncated: the end came before the event that ends a stream"
              + told(error);
      case IN_STREAM ->
          Figures.count(error.count(), "answer")
              + " of "
              + error.step()
              + " told an error although the status was good"
              + told(error);
      case BUFFERED ->
          streams
              + were
              + "held back: all tokens came in one read, so that something on the way, or the"
              + " target itself, buffers; its first token is no first token.";
      case SLOW_CONSUMER ->
          streams
              + " came faster than the generator read "
              + (one ? "it" : "them")
              + ": slow consumer; the times are those of the generator, not of the target.";
      case TIMEOUT_IDLE ->
          streams + " fell silent for longer than timeout.idle allows, and" + were + "ended.";
      case PROTOCOL ->
          streams + " broke the rules of " + (one ? "its" : "their") + " protocol" + told(error);
      case MEDIA_TYPE ->
          Figures.count(error.count(), "answer")
              + " of "
              + error.step()
              + were
              + "of another media type than was asked for"
              + told(error);
      default -> "";
    };
  }

  private static String told(ErrorSummary error) {
    String example = example(error);
    return example.isEmpty() ? "." : "; for example: " + example + ".";
  }

  private static String example(ErrorSummary error) {
    return error.samples().isEmpty() ? "" : error.samples().getFirst().message();
  }

  private static void finishes(RunResult result, List<String> findings) {
    sums(result, CounterKey.FINISHES, Tag.REASON)
        .forEach((reason, count) -> {
          String what =
              switch (reason) {
                case "length", "max_tokens", "max_output_tokens", "model_context_window_exceeded" ->
                    " reached the limit of tokens and ended there";
                case "content_filter", "refusal" -> " ended because the target withheld the rest";
                default -> "";
              };
          if (!what.isEmpty()) {
            findings.add(Figures.count(count, "answer") + what + " (" + reason + ").");
          }
        });
  }

  private static Map<String, Long> sums(RunResult result, String counter, String tag) {
    Map<String, Long> sums = new TreeMap<>();
    for (CounterTotal total : result.counters()) {
      if (total.key().name().equals(counter)) {
        sums.merge(total.key().tags().get(tag), total.value(), Long::sum);
      }
    }
    return sums;
  }
}
