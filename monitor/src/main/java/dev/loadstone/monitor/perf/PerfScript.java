package dev.loadstone.monitor.perf;

import dev.loadstone.core.profile.Stacks;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code perf script -F comm,ip,sym,dso} writes: of each sample a line with the thread's name,
 * then a line for each frame, the innermost first, then an empty line.
 */
final class PerfScript {
  /** An address, a function, and in parentheses the file that it is in. */
  private static final Pattern FRAME =
      Pattern.compile(
          "\\s+(?<address>[0-9a-f]+)\\s+(?<function>.*?)\\s*(?:\\((?<file>[^()]*)\\))?\\s*");

  private PerfScript() {}

  /** Returns the stacks, the thread's name outermost, and how many samples each had. */
  static Stacks stacks(BufferedReader lines) throws IOException {
    Map<String, Long> weights = new HashMap<>();
    Deque<String> frames = new ArrayDeque<>();
    String thread = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank()) {
        add(weights, thread, frames);
        thread = "";
        continue;
      }
      Matcher frame = FRAME.matcher(line);
      if (thread.isEmpty()) {
        thread = clean(line.strip());
      } else if (frame.matches()) {
        frames.addFirst(function(frame));
      }
    }
    add(weights, thread, frames);
    return new Stacks(weights);
  }

  private static void add(Map<String, Long> weights, String thread, Deque<String> frames) {
    if (!thread.isEmpty()) {
      frames.addFirst(thread);
      weights.merge(String.join(";", frames), 1L, Long::sum);
    }
    frames.clear();
  }

  /** Returns the name of a function; of one without a name, the file that it is in. */
  private static String function(Matcher frame) {
    String name = frame.group("function");
    String file = frame.group("file");
    if (!name.isEmpty() && !name.equals("[unknown]")) {
      return clean(name);
    }
    return file == null || file.isEmpty() || file.equals("[unknown]")
        ? "[unknown]"
        : "[" + clean(file.substring(file.lastIndexOf('/') + 1).replaceAll("[\\[\\]]", "")) + "]";
  }

  private static String clean(String name) {
    return name.replace(';', ':');
  }
}
