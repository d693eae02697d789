package dev.loadstone.monitor.jvm;

import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.Stacks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import one.convert.Arguments;
import one.convert.JfrToFlame;
import one.jfr.JfrReader;

/** A recording in the format of the flight recorder, which async-profiler writes, too. */
final class FlightFile {
  private FlightFile() {}

  /**
   * Returns the flame graph of each event.
   *
   * @throws ProfileException if the file cannot be read
   */
  static List<FlameGraph> read(Path file, Set<ProfileEvent> events, String title)
      throws ProfileException {
    List<FlameGraph> graphs = new ArrayList<>();
    try {
      for (ProfileEvent event : events) {
        Stacks stacks = Stacks.parse(converted(file, event, title, "collapsed"));
        String page = stacks.weights().isEmpty() ? "" : converted(file, event, title, "html");
        graphs.add(new FlameGraph(event, stacks, page));
      }
    } catch (IOException | RuntimeException unreadable) {
      throw new ProfileException("the recording cannot be read: " + unreadable, unreadable);
    }
    return graphs;
  }

  private static String converted(Path file, ProfileEvent event, String title, String output)
      throws IOException {
    Arguments arguments = new Arguments();
    arguments.title = event.title() + ": " + title;
    arguments.output = output;
    arguments.dot = true;
    arguments.norm = true;
    arguments.alloc = event == ProfileEvent.ALLOC;
    arguments.lock = event == ProfileEvent.LOCK;
    arguments.total = event != ProfileEvent.CPU;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JfrReader reader = new JfrReader(file.toString())) {
      JfrToFlame converter =
          arguments.lock ? new LockFlame(reader, arguments) : new JfrToFlame(reader, arguments);
      converter.convert();
      converter.dump(text);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
