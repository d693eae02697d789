package dev.loadstone.app.doctor;

import java.util.List;

/**
 * What a property of this machine means for load tests.
 *
 * @param name of the property, for example {@code file_descriptors}
 * @param level how bad it is
 * @param sentence for a person
 * @param fix what to do; empty where nothing need or can be done
 * @param figures what it rests on, the one that decides first; at least one
 */
public record Finding(String name, Level level, String sentence, String fix, List<Figure> figures) {
  /** Copies the figures. */
  public Finding {
    figures = List.copyOf(figures);
  }
}
