package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Suggestions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how arrivals follow one another: {@code constant}, {@code poisson}, {@code gamma(cv=2)},
 * {@code trace(file.csv)}.
 */
final class ArrivalsReader {
  private static final Pattern CALL =
      Pattern.compile("([a-zA-Z]+)\\s*(?:\\(\\s*(?:[a-z]+\\s*=\\s*)?(.*?)\\s*\\))?");
  private static final List<String> NAMES = List.of("constant", "poisson", "gamma", "trace");
  private static final double CV_MAX = 100;

  private final ReadContext context;

  ArrivalsReader(ReadContext context) {
    this.context = context;
  }

  /** Returns the arrivals, or empty, with a problem. */
  Optional<Arrivals> read(ScalarNode scalar) {
    Matcher call = CALL.matcher(scalar.text().strip());
    String kind = call.matches() ? call.group(1) : "";
    Optional<String> argument =
        call.matches() ? Optional.ofNullable(call.group(2)) : Optional.empty();
    try {
      return switch (kind) {
        case "constant" -> without(argument, scalar, new Arrivals.Constant());
        case "poisson" -> without(argument, scalar, new Arrivals.Poisson());
        case "gamma" -> Optional.of(new Arrivals.Gamma(cv(argument.orElse(""), scalar)));
        case "trace" -> trace(scalar, argument.orElse(""));
        default -> throw unknown(kind, scalar);
      };
    } catch (InvalidTextException wrong) {
      context.add(scalar, wrong);
      return Optional.empty();
    }
  }

  private static InvalidTextException unknown(String kind, ScalarNode scalar) {
    String fix =
        Suggestions.nearest(kind, NAMES).map(near -> "Did you mean " + near + "?").orElse("");
    return new InvalidTextException(
        "be constant, poisson, gamma(cv=2) or trace(file.csv)", scalar.text(), fix);
  }

  private static Optional<Arrivals> without(
      Optional<String> argument, ScalarNode scalar, Arrivals arrivals) {
    if (argument.isPresent()) {
      throw new InvalidTextException("have nothing in brackets", scalar.text(), "");
    }
    return Optional.of(arrivals);
  }

  private static double cv(String text, ScalarNode scalar) {
    if (text.matches("\\d+(\\.\\d+)?")) {
      double cv = Double.parseDouble(text);
      if (cv > 0 && cv <= CV_MAX) {
        return cv;
      }
    }
    throw new InvalidTextException(
        "have a coefficient of variation above 0 and at most 100",
        scalar.text(),
        "Write it as gamma(cv=2).");
  }

  private Optional<Arrivals> trace(ScalarNode scalar, String file) {
    if (file.isEmpty()) {
      throw new InvalidTextException(
          "name a file", scalar.text(), "Write it as trace(arrivals.csv).");
    }
    ScalarNode name =
        new ScalarNode(scalar.location(), scalar.path(), file, scalar.kind(), scalar.quoted());
    return context
        .text(name)
        .flatMap(text -> offsets(name, text))
        .map(offsets -> new Arrivals.Trace(file, offsets));
  }

  private Optional<List<Long>> offsets(ScalarNode name, String text) {
    List<Long> offsets = new ArrayList<>();
    String[] lines = text.split("\\R", -1);
    long previous = 0;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      Optional<Long> offset = offset(line);
      boolean header = i == 0 && offset.isEmpty();
      if (line.isEmpty() || header) {
        continue;
      }
      if (offset.isEmpty() || offset.get() < previous) {
        String message = "must be seconds from the start that never fall, got: " + line;
        Location place = new Location(name.text(), i + 1, 1);
        context
            .problems()
            .add(
                new Problem(
                    Optional.of(place),
                    name.path(),
                    message,
                    "Write one number per line, sorted."));
        return Optional.empty();
      }
      previous = offset.get();
      offsets.add(Math.round(previous * context.scale()));
    }
    if (offsets.isEmpty()) {
      context
          .problems()
          .add(
              name.problem(
                  "must name a file with at least one arrival, got: " + name.text(),
                  "Write one number of seconds per line."));
      return Optional.empty();
    }
    return Optional.of(offsets);
  }

  private static Optional<Long> offset(String line) {
    try {
      BigDecimal seconds = new BigDecimal(line);
      BigDecimal max = BigDecimal.valueOf(LoadReader.LENGTH_MAX.toSeconds());
      boolean inRange = seconds.signum() >= 0 && seconds.compareTo(max) <= 0;
      return inRange
          ? Optional.of(
              seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact())
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
