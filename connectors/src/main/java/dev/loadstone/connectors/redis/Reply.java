package dev.loadstone.connectors.redis;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply as it is, whatever the command: a text, a number, a Boolean, nothing, or a list of such.
 * A map is a list of keys and values in turn, as in RESP2.
 *
 * <p><b>Source:</b> Redis serialization protocol specification, versions 2 and 3.
 */
final class Reply extends CommandOutput<String, String, @Nullable Object> {
  private final boolean texts;
  private @Nullable Deque<Level> levels;

  /** A list that is being read. */
  private static final class Level {
    private final List<@Nullable Object> items;
    private int missing;

    Level(List<@Nullable Object> items, int missing) {
      this.items = items;
      this.missing = missing;
    }
  }

  /**
   * Creates one that is not read yet.
   *
   * @param texts whether texts are kept; if not, they are empty
   */
  Reply(boolean texts) {
    super(StringCodec.UTF8, null);
    this.texts = texts;
  }

  /** Forgets what was read. */
  void clear() {
    output = null;
    error = null;
    levels = null;
  }

  private void add(@Nullable Object value) {
    Level level = levels == null ? null : levels.peek();
    if (level == null) {
      output = value;
    } else {
      level.items.add(value);
      level.missing--;
    }
  }

  private void leaveFull() {
    Deque<Level> open = levels;
    while (open != null && !open.isEmpty() && open.peek().missing == 0) {
      open.pop();
    }
  }

  private void value(@Nullable Object value) {
    add(value);
    leaveFull();
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    value(bytes == null ? null : texts ? codec.decodeValue(bytes) : "");
  }

  @Override
  public void setSingle(@Nullable ByteBuffer bytes) {
    set(bytes);
  }

  @Override
  public void setBigNumber(@Nullable ByteBuffer bytes) {
    set(bytes);
  }

  @Override
  public void set(long number) {
    value(number);
  }

  @Override
  public void set(double number) {
    value(number);
  }

  @Override
  public void set(boolean truth) {
    value(truth);
  }

  @Override
  public void multi(int count) {
    if (count < 0) {
      value(null);
      return;
    }
    List<@Nullable Object> items = new ArrayList<>(Math.min(count, 1_024));
    add(Collections.unmodifiableList(items));
    if (levels == null) {
      levels = new ArrayDeque<>();
    }
    levels.push(new Level(items, count));
    leaveFull();
  }
}
