package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream of which the plan says where its tokens stand and how it ends. */
final class PlainInterpreter implements Interpreter, JsonScanner.Visitor {
  /** The type of an event whose stream names none (WHATWG HTML, section 9.2.6). */
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

  private final JsonScanner json = new JsonScanner();
  private final JsonScanner.@Nullable Path token;
  private final byte @Nullable [] end;
  private @Nullable EventStream current;
  private boolean ended;

  PlainInterpreter(StreamReading reading) {
    token = reading.token().map(JsonScanner.Path::new).orElse(null);
    Optional<String> last = reading.end();
    end = last.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
  }

  @Override
  public void begin() {
    ended = false;
  }

  @Override
  public void frame(EventStream stream, Bytes type, byte[] data, int from, int to) {
    if (type.length() == 0) {
      stream.event(MESSAGE, 0, MESSAGE.length, to - from);
    } else {
      stream.event(type.array(), 0, type.length(), to - from);
    }
    if (isEnd(type.array(), 0, type.length()) || isEnd(data, from, to)) {
      ended = true;
      stream.terminal();
    } else if (token != null) {
      current = stream;
      var _ = json.find(data, from, to, token, this);
    } else if (to > from) {
      stream.rawToken(data, from, to);
    }
  }

  @Override
  public boolean value(byte[] source, int from, int to, boolean string) {
    boolean text = string && to > from;
    if (text && current != null) {
      current.token(Token.OUTPUT, source, from, to);
    }
    return text;
  }

  private boolean isEnd(byte[] text, int from, int to) {
    return end != null && Arrays.equals(end, 0, end.length, text, from, to);
  }

  @Override
  public String missing() {
    return end == null || ended ? "" : "its last frame, " + new String(end, StandardCharsets.UTF_8);
  }
}
