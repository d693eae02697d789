package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.Extraction.StreamText;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step keeps of its streams: values in events, and texts. Used again for the next stream.
 * Not thread-safe; allocates only to grow.
 */
final class StreamTaps {
  private static final int KEPT_BETWEEN = 64 * 1024;

  private final JsonScanner json = new JsonScanner();
  private final List<Tap> taps = new ArrayList<>();
  private @Nullable Bytes output;
  private @Nullable Bytes reasoning;

  /** A value in events of a type. */
  private static final class Tap implements JsonScanner.Visitor {
    private final Extraction.Event source;
    private final byte[] type;
    private final JsonScanner.Path path;
    private final Bytes value = new Bytes();
    private boolean found;

    Tap(Extraction.Event source) {
      this.source = source;
      type = source.type().getBytes(StandardCharsets.UTF_8);
      path = new JsonScanner.Path(source.path());
    }

    @Override
    public boolean value(byte[] array, int from, int to, boolean string) {
      value.clear();
      if (string) {
        JsonScanner.unescape(array, from, to, value);
      } else {
        value.append(array, from, to);
      }
      found = true;
      return true;
    }
  }

  StreamTaps(List<Extraction> extractions) {
    for (Extraction extraction : extractions) {
      switch (extraction.source()) {
        case Extraction.Event event -> taps.add(new Tap(event));
        case StreamText text -> {
          if (text.kind() == StreamText.Kind.OUTPUT) {
            output = new Bytes();
          } else {
            reasoning = new Bytes();
          }
        }
        default -> {
          // of the response's head
        }
      }
    }
  }

  void begin() {
    for (Tap tap : taps) {
      tap.found = false;
    }
    shrink(output);
    shrink(reasoning);
  }

  private static void shrink(@Nullable Bytes text) {
    if (text != null) {
      text.shrink(KEPT_BETWEEN);
    }
  }

  /** Takes an event. */
  void event(byte[] name, int nameFrom, int nameTo, byte[] data, int from, int to) {
    for (int i = 0; i < taps.size(); i++) {
      Tap tap = taps.get(i);
      if (Arrays.equals(name, nameFrom, nameTo, tap.type, 0, tap.type.length)) {
        var _ = json.find(data, from, to, tap.path, tap);
      }
    }
  }

  /** Takes a piece of text: the inside of a string of JSON. */
  void text(Token kind, byte[] data, int from, int to) {
    Bytes text = kind == Token.OUTPUT ? output : kind == Token.REASONING ? reasoning : null;
    if (text != null) {
      JsonScanner.unescape(data, from, to, text);
    }
  }

  /** Takes a piece of text that is shown as it is. */
  void raw(byte[] data, int from, int to) {
    if (output != null) {
      output.append(data, from, to);
    }
  }

  /** Returns what was kept for an extraction; null if nothing. */
  @Nullable Bytes kept(Extraction.Source source) {
    if (source instanceof StreamText text) {
      return text.kind() == StreamText.Kind.OUTPUT ? output : reasoning;
    }
    for (Tap tap : taps) {
      if (tap.source.equals(source) && tap.found) {
        return tap.value;
      }
    }
    return null;
  }
}
