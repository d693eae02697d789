package dev.loadstone.engine.value;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.expression.Template.Hole;
import dev.loadstone.core.expression.Template.Literal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A template compiled against the numbers of a plan's names. {@link #write} allocates nothing.
 * Immutable.
 */
public final class TextTemplate {
  /** What {@link #write} gives when every value was there. */
  public static final int COMPLETE = -1;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Piece[] pieces;

  private TextTemplate(Piece[] pieces) {
    this.pieces = pieces;
  }

  /** Compiles a template. */
  public static TextTemplate of(Template template, Names names) {
    List<Piece> pieces = new ArrayList<>();
    for (Template.Part part : template.parts()) {
      pieces.add(
          switch (part) {
            case Literal literal -> new Constant(literal.text().getBytes(StandardCharsets.UTF_8));
            case Hole hole -> piece(hole.expression(), hole.encoding(), names);
          });
    }
    return new TextTemplate(pieces.toArray(Piece[]::new));
  }

  private static Piece piece(Expression expression, Encoding encoding, Names names) {
    return switch (expression) {
      case Expression.Variable variable -> new Slot(names.slot(variable.name()), encoding);
      case Expression.FeederColumn cell -> {
        int feeder = names.feeder(cell.feeder());
        yield new Cell(
            feeder, names.feeders().get(feeder).columns().indexOf(cell.column()), encoding);
      }
      case Expression.CredentialValue credential -> {
        Bytes encoded = new Bytes();
        byte[] secret = names.secret(credential.name());
        Encoder.write(secret, secret.length, encoding, encoded);
        yield new Constant(java.util.Arrays.copyOf(encoded.array(), encoded.length()));
      }
      case Expression.RandomInt random -> new Int(random.min(), random.max(), encoding);
      case Expression.RandomUuid uuid -> new Uuid(encoding);
      case Expression.RandomChoice choice ->
          new Choice(
              choice.choices().stream()
                  .map(text -> text.getBytes(StandardCharsets.UTF_8))
                  .toArray(byte[][]::new),
              encoding);
      case Expression.UserId user -> new NumberPiece(NumberKind.USER);
      case Expression.Iteration iteration -> new NumberPiece(NumberKind.ITERATION);
      case Expression.Now now -> new NumberPiece(NumberKind.NOW);
    };
  }

  /** Returns whether the text is always the same. */
  public boolean isConstant() {
    for (Piece piece : pieces) {
      if (!(piece instanceof Constant)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the feeders' numbers that the template needs a row of. */
  public List<Integer> feeders() {
    List<Integer> feeders = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Cell cell) {
        feeders.add(cell.feeder);
      }
    }
    return feeders;
  }

  /**
   * Appends the text to {@code out}.
   *
   * @return {@link #COMPLETE}, or the number of the first slot that has no value; {@code out} then
   *     ends somewhere before it
   */
  public int write(UserValues values, Bytes out) {
    for (Piece piece : pieces) {
      int missing = piece.write(values, out);
      if (missing != COMPLETE) {
        return missing;
      }
    }
    return COMPLETE;
  }

  private sealed interface Piece {
    int write(UserValues values, Bytes out);
  }

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Constant(byte[] bytes) implements Piece {
    @Override
    public int write(UserValues values, Bytes out) {
      out.append(bytes);
      return COMPLETE;
    }
  }

  private record Slot(int slot, Encoding encoding) implements Piece {
    @Override
    public int write(UserValues values, Bytes out) {
      Bytes value = values.value(slot);
      if (value == null) {
        return slot;
      }
      Encoder.write(value.array(), value.length(), encoding, out);
      return COMPLETE;
    }
  }

  private record Cell(int feeder, int column, Encoding encoding) implements Piece {
    @Override
    public int write(UserValues values, Bytes out) {
      byte[] cell = values.cell(feeder, column);
      Encoder.write(cell, cell.length, encoding, out);
      return COMPLETE;
    }
  }

  private record Int(long min, long max, Encoding encoding) implements Piece {
    @Override
    public int write(UserValues values, Bytes out) {
      long span = max - min + 1;
      out.appendNumber(
          span <= 0 ? fromWideRange(values.random()) : min + values.random().nextBelow(span));
      return COMPLETE;
    }

    /** Draws from a range of more than 2⁶³ numbers, at least half of all longs: by trying again. */
    private long fromWideRange(RandomStream random) {
      long number = random.nextLong();
      while (number < min || number > max) {
        number = random.nextLong();
      }
      return number;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Choice(byte[][] choices, Encoding encoding) implements Piece {
    @Override
    public int write(UserValues values, Bytes out) {
      byte[] choice = choices[(int) values.random().nextBelow(choices.length)];
      Encoder.write(choice, choice.length, encoding, out);
      return COMPLETE;
    }
  }

  private record Uuid(Encoding encoding) implements Piece {
    @Override
    public int write(UserValues values, Bytes out) {
      long high = (values.random().nextLong() & ~0xf000L) | 0x4000L;
      long low = (values.random().nextLong() & ~0xc000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
      Bytes text = values.scratch();
      hex(high, 60, 32, text);
      text.append((byte) '-');
      hex(high, 28, 16, text);
      text.append((byte) '-');
      hex(high, 12, 0, text);
      text.append((byte) '-');
      hex(low, 60, 48, text);
      text.append((byte) '-');
      hex(low, 44, 0, text);
      Encoder.write(text.array(), text.length(), encoding, out);
      return COMPLETE;
    }

    private static void hex(long bits, int fromShift, int toShift, Bytes out) {
      for (int shift = fromShift; shift >= toShift; shift -= 4) {
        out.append(HEX[(int) (bits >>> shift) & 15]);
      }
    }
  }

  private enum NumberKind {
    USER,
    ITERATION,
    NOW
  }

  private record NumberPiece(NumberKind kind) implements Piece {
    @Override
    public int write(UserValues values, Bytes out) {
      out.appendNumber(
          switch (kind) {
            case USER -> values.userId();
            case ITERATION -> values.iteration();
            case NOW -> java.time.Instant.now().toEpochMilli();
          });
      return COMPLETE;
    }
  }
}
