package dev.loadstone.testbed.truth;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.testbed.truth.MeshTruth.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what goes wrong: errors, storms, slow starts and freezes. */
final class FaultReader {
  private static final long EVERY_MAX = 1_000_000_000;
  private static final int DRIP_BYTES_MAX = 10_000_000;
  private static final double FACTOR_MAX = 1_000;
  private static final String KINDS =
      Arrays.stream(ErrorKind.Fault.values())
          .map(ErrorKind.Fault::spelling)
          .collect(Collectors.joining(", "));

  /** Returns how operations fail. */
  Errors errors(Fields fields) {
    double ratio = fields.quantity("ratio", LawReader::ratio).orElse(0.0);
    long every = fields.integer("every", 0, EVERY_MAX).orElse(0L);
    if (ratio > 0 && every > 0) {
      report(fields, "every", "must not stand beside ratio, got: " + every, "Choose one of them.");
    }
    List<ErrorKind> kinds = kinds(fields, ratio > 0 || every > 0);
    Drip drip = drip(fields);
    fields.finish();
    return new Errors(ratio, every, kinds, drip);
  }

  private static List<ErrorKind> kinds(Fields fields, boolean needed) {
    List<ErrorKind> kinds = new ArrayList<>();
    for (DocumentNode kind : fields.list("kinds")) {
      fields
          .asScalar(kind)
          .flatMap(scalar -> fields.parse(scalar, FaultReader::kind))
          .ifPresent(kinds::add);
    }
    if (!fields.has("kinds")) {
      kinds.add(new ErrorKind.Status(500));
    } else if (fields.list("kinds").isEmpty() && needed) {
      fields
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must have at least one kind of error, got: none",
                      "For example kinds: [500, reset]."));
    }
    return kinds;
  }

  private static ErrorKind kind(String text) {
    for (ErrorKind.Fault fault : ErrorKind.Fault.values()) {
      if (fault.spelling().equals(text)) {
        return fault;
      }
    }
    if (text.matches("[45]\\d\\d")) {
      return new ErrorKind.Status(Integer.parseInt(text));
    }
    throw new QuantityFormatException("be a status from 400 to 599 or one of " + KINDS, text, "");
  }

  private static Drip drip(Fields fields) {
    Optional<Duration> slowFor = fields.quantity("slowFor", LawReader::time);
    Optional<Fields> pieces = fields.fields("drip");
    if (pieces.isEmpty()) {
      return slowFor.<Drip>map(Drip.Whole::new).orElse(Drip.DEFAULT);
    }
    if (slowFor.isPresent()) {
      report(
          fields,
          "slowFor",
          "must not stand beside drip, got: " + Durations.format(slowFor.get()),
          "Choose one of them.");
    }
    Fields drip = pieces.get();
    drip.required("bytes", "For example bytes: 16.");
    drip.required("every", "For example every: 50ms.");
    Optional<Long> bytes = drip.integer("bytes", 1, DRIP_BYTES_MAX);
    Optional<Duration> gap = drip.quantity("every", LawReader::time);
    drip.finish();
    return bytes.isPresent() && gap.isPresent()
        ? new Drip.Pieces(bytes.get().intValue(), gap.get())
        : Drip.DEFAULT;
  }

  /** Returns when everything is answered with 429. */
  Storm storm(Fields fields) {
    Duration retryAfter =
        fields.quantity("retryAfter", LawReader::time).orElse(Storm.NEVER.retryAfter());
    return window(
            fields, "A route that always refuses is told by errors: {ratio: 100%, kinds: [429]}.")
        .map(window -> new Storm(window.every(), window.length(), retryAfter))
        .orElse(Storm.NEVER);
  }

  /** Returns how a route begins. */
  SlowStart slowStart(Fields fields) {
    Duration unavailable = fields.quantity("unavailable", LawReader::time).orElse(Duration.ZERO);
    Duration length = fields.quantity("for", LawReader::time).orElse(Duration.ZERO);
    Optional<Double> factor = fields.quantity("factor", FaultReader::factor);
    if (factor.isEmpty() && !length.isZero()) {
      fields.required("factor", "How much longer the first request takes, for example factor: 5.");
    }
    fields.finish();
    return new SlowStart(unavailable, length, factor.orElse(1.0));
  }

  private static double factor(String text) {
    String constraint = "be a number from 0 to 1000";
    try {
      double factor = Double.parseDouble(text);
      if (factor >= 0 && factor <= FACTOR_MAX) {
        return factor;
      }
    } catch (NumberFormatException ignored) {
      // told below, with the constraint
    }
    throw new QuantityFormatException(constraint, text, "");
  }

  /** Returns when the whole server answers nothing. */
  Freeze freeze(Fields fields) {
    return window(fields, "A server that is always frozen answers nothing.").orElse(Freeze.NEVER);
  }

  /** Returns when a provider is down. */
  Outage outage(Fields fields) {
    return window(fields, "A provider that always fails is told by errors: 100%.")
        .map(window -> new Outage(window.every(), window.length()))
        .orElse(Outage.NEVER);
  }

  /** Returns the last part of every period; empty if there is none. Finishes the fields. */
  private static Optional<Freeze> window(Fields fields, String whyShorter) {
    Optional<Duration> length = fields.quantity("for", LawReader::time);
    Optional<Duration> every = fields.quantity("every", LawReader::time);
    if (!fields.has("for")) {
      fields.required("for", "For example for: 1s; 0s is never.");
    }
    boolean ever = length.isPresent() && !length.get().isZero();
    if (ever && !fields.has("every")) {
      fields.required("every", "For example every: 5s.");
    }
    fields.finish();
    if (!ever || every.isEmpty()) {
      return Optional.empty();
    }
    if (length.get().compareTo(every.get()) >= 0) {
      report(
          fields,
          "for",
          "must be shorter than "
              + fields.map().path()
              + ".every ("
              + Durations.format(every.get())
              + "), got: "
              + Durations.format(length.get()),
          whyShorter);
      return Optional.empty();
    }
    return Optional.of(new Freeze(every.get(), length.get()));
  }

  private static void report(Fields fields, String key, String message, String fix) {
    fields.node(key).ifPresent(node -> fields.problems().add(node.problem(message, fix)));
  }
}
