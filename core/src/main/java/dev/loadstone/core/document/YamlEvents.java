package dev.loadstone.core.document;

import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.problem.Problem;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Tells the parts of YAML 1.2 text in their order, without keeping them: for documents too large
 * for the trees of {@link Documents}.
 */
public final class YamlEvents {
  private static final int CODE_POINTS_MAX = 128 << 20;

  private YamlEvents() {}

  /** Hears the parts. Keys of mappings come as scalars, each before its value. */
  public interface Listener {
    /**
     * A mapping begins.
     *
     * @param anchor the name under which an alias may stand for it
     */
    void mapping(Optional<String> anchor, int line, int column);

    /**
     * A list begins.
     *
     * @param anchor the name under which an alias may stand for it
     */
    void list(Optional<String> anchor, int line, int column);

    /** The mapping or list that was begun last ends. */
    void end();

    /**
     * A single value.
     *
     * @param text without quotes; empty for null
     * @param kind what YAML 1.2's core schema takes it for
     * @param anchor the name under which an alias may stand for it
     */
    void scalar(String text, Kind kind, Optional<String> anchor, int line, int column);

    /** Something that stands elsewhere in the document. */
    void alias(String anchor, int line, int column);
  }

  /**
   * Reads the first document of a text.
   *
   * @param file the name to give in locations
   * @param text the whole text
   * @param listener called from this thread; what it throws ends the reading
   * @return what is wrong with the text; the listener may have heard of a part of it by then
   */
  public static Optional<Problem> read(String file, String text, Listener listener) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setCodePointLimit(CODE_POINTS_MAX)
            .build();
    try {
      boolean begun = false;
      for (Event event : new Parse(settings).parseString(text)) {
        if (event instanceof DocumentStartEvent && begun) {
          break;
        }
        begun |= event instanceof DocumentStartEvent;
        tell(event, settings, listener);
      }
      return Optional.empty();
    } catch (MarkedYamlEngineException broken) {
      return Optional.of(
          Documents.invalid(file, broken, "Check indentation, quotes and brackets."));
    } catch (YamlEngineException broken) {
      return Optional.of(Documents.unreadable(file, broken));
    }
  }

  private static void tell(Event event, LoadSettings settings, Listener listener) {
    int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    int column = event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    switch (event) {
      case MappingStartEvent mapping ->
          listener.mapping(mapping.getAnchor().map(Anchor::getValue), line, column);
      case SequenceStartEvent list ->
          listener.list(list.getAnchor().map(Anchor::getValue), line, column);
      case MappingEndEvent _, SequenceEndEvent _ -> listener.end();
      case ScalarEvent scalar -> scalar(scalar, settings, listener, line, column);
      case AliasEvent alias ->
          listener.alias(alias.getAnchor().map(Anchor::getValue).orElse(""), line, column);
      default -> {}
    }
  }

  private static void scalar(
      ScalarEvent scalar, LoadSettings settings, Listener listener, int line, int column) {
    Kind kind = Kind.STRING;
    if (scalar.isPlain() && scalar.getTag().isEmpty()) {
      kind =
          Documents.kind(settings.getSchema().getScalarResolver().resolve(scalar.getValue(), true));
    }
    String text = kind == Kind.NULL ? "" : scalar.getValue();
    listener.scalar(text, kind, scalar.getAnchor().map(Anchor::getValue), line, column);
  }
}
