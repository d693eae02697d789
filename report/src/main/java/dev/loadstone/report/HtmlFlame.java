package dev.loadstone.report;

import dev.loadstone.core.profile.FlameFrame;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfiledFunction;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A flame graph in the page itself, which needs no script: the outermost calls at the bottom, each
 * as wide as its share, and what it called above it. A pointer on a frame tells its whole name.
 */
final class HtmlFlame {
  private static final int ROW_PIXELS = 17;
  private static final int COLORS = 4;

  /** Packages before a class. */
  private static final Pattern PACKAGES = Pattern.compile("^(?:[a-z_][a-zA-Z0-9_]*[./])+(?=[A-Z])");

  private HtmlFlame() {}

  /** Writes the graph; nothing if there are no frames. */
  static void write(Html html, Profile profile) {
    List<FlameFrame> frames = profile.frames();
    if (frames.isEmpty()) {
      return;
    }
    int rows = 1 + frames.stream().mapToInt(FlameFrame::depth).max().orElse(0);
    html.start(
            "div",
            "class",
            "flame",
            "role",
            "img",
            "aria-label",
            summary(profile),
            "style",
            "height:" + rows * ROW_PIXELS + "px")
        .line();
    frames.forEach(frame -> frame(html, frame));
    html.end("div").line();
  }

  private static void frame(Html html, FlameFrame frame) {
    html.element(
        "span",
        PACKAGES.matcher(frame.name()).replaceFirst(""),
        "class",
        "f" + Math.floorMod(frame.name().hashCode(), COLORS),
        "style",
        String.format(
            Locale.ROOT,
            "left:%.3f%%;width:%.3f%%;bottom:%dpx",
            frame.from() * 100,
            frame.share() * 100,
            frame.depth() * ROW_PIXELS),
        "title",
        frame.name() + ": " + Figures.ratio(frame.share()));
  }

  private static String summary(Profile profile) {
    Optional<ProfiledFunction> first =
        profile.functions().stream()
            .max(Comparator.comparingDouble(ProfiledFunction::self))
            .filter(function -> function.self() > 0);
    return "Flame graph of "
        + profile.name()
        + first
            .map(function -> ": most in " + function.name() + ", " + Figures.ratio(function.self()))
            .orElse("");
  }
}
