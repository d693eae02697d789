package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Event streams as WHATWG HTML, section 9.2.6, has them, in pieces of every size. */
final class SseReaderTest {
  /** Keeps what is told, events as {@code type=data}. */
  private static final class Kept implements FrameReader.Frames {
    private final List<String> frames = new ArrayList<>();
    private int comments;

    @Override
    public void frame(Bytes type, byte[] data, int from, int to) {
      frames.add(type.text() + "=" + new String(data, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void comment() {
      comments++;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Kept read(SseReader reader, byte[] stream, int pieceMax) {
    Kept kept = new Kept();
    for (int from = 0; from < stream.length; from += pieceMax) {
      int to = Math.min(stream.length, from + pieceMax);
      byte[] piece = new byte[to - from + 2]; // as in a buffer that is used again
      System.arraycopy(stream, from, piece, 1, to - from);
      assertThat(reader.take(piece, 1, to - from + 1, kept)).isTrue();
      java.util.Arrays.fill(piece, (byte) 'X');
    }
    return kept;
  }

  private static List<String> frames(String stream) {
    List<String> whole = read(new SseReader(), bytes(stream), Integer.MAX_VALUE / 2).frames;
    for (int size = 1; size < 8; size++) {
      assertThat(read(new SseReader(), bytes(stream), size).frames).isEqualTo(whole);
    }
    return whole;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void events_withAnyLineEnd_areTheSame(String end) {
    String stream = "event: add\ndata: 1\ndata: 2\n\n: hi\ndata:3\n\n".replace("\n", end);

    assertThat(frames(stream)).containsExactly("add=1\n2", "=3");
  }

  @Test
  void examples_ofTheStandard_areReadAsItSays() {
    assertThat(frames("data: YHOO\ndata: +2\ndata: 10\n\n")).containsExactly("=YHOO\n+2\n10");
    assertThat(frames("data\n\ndata\ndata\n\ndata:")).containsExactly("=", "=\n");
    assertThat(frames("data:test\n\ndata: test\n\n")).containsExactly("=test", "=test");
    assertThat(frames("data:  two spaces\n\n")).containsExactly("= two spaces");
  }

  @Test
  void event_withoutData_isNone() {
    assertThat(frames("event: only\n\nid: 7\n\ndata: x\n\n")).containsExactly("=x");
  }

  @Test
  void event_withoutItsEmptyLine_isNone() {
    SseReader reader = new SseReader();
    assertThat(read(reader, bytes("data: a\n\ndata: b\n"), 100).frames).containsExactly("=a");
    assertThat(reader.isInFrame()).isTrue();
    reader.reset();
    assertThat(reader.isInFrame()).isFalse();
    assertThat(read(reader, bytes("data: c\n\n"), 100).frames).containsExactly("=c");
  }

  @Test
  void type_isOfOneEventOnly() {
    assertThat(frames("event: a\ndata: 1\n\ndata: 2\n\nevent: a\nevent: b\ndata: 3\n\n"))
        .containsExactly("a=1", "=2", "b=3");
  }

  @Test
  void fields_unknownOrWithoutColon_arePassedOver() {
    assertThat(frames("foo: 1\nfoo\nDATA: 2\ndatax: 3\ndata : 4\ndata: 5\n\n"))
        .containsExactly("=5");
  }

  @Test
  void mark_atTheBeginningOnly_isPassedOver() {
    assertThat(frames("\uFEFFdata: 1\n\n")).containsExactly("=1");
    assertThat(frames("data: 1\n\n\uFEFFdata: 2\n\ndata: 3\n\n")).containsExactly("=1", "=3");
  }

  @Test
  void idAndRetry_areKept() {
    SseReader reader = new SseReader();
    read(reader, bytes("id: 7\nretry: 2500\ndata: x\n\nid: a\0b\nretry: 1s\n\n"), 3);
    assertThat(reader.id().text()).isEqualTo("7");
    assertThat(reader.retryMillis()).isEqualTo(2_500);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "5, 2", "1000, 2"})
  void comments_areCounted(int pieceMax, int count) {
    assertThat(read(new SseReader(), bytes(":\n\n: ping\n\ndata: 1\n\n"), pieceMax).comments)
        .isEqualTo(count);
  }

  @Test
  void frame_isTold_withTheByteThatCompletesIt() {
    SseReader reader = new SseReader();
    byte[] stream = bytes("data: {\"a\":1}\r\n\r\n");
    Kept kept = new Kept();
    for (int i = 0; i < stream.length; i++) {
      reader.take(stream, i, i + 1, kept);
      assertThat(kept.frames).hasSize(i < stream.length - 2 ? 0 : 1);
    }
  }

  /** CR ends a line by itself, so the empty line is there before its LF. */
  @Test
  void streams_atRandom_areTheSameInPiecesOfAnySize() {
    Random random = new Random(5);
    String[] parts = {"data: ", "data:", "event: x", ":", "\n", "\r", "\r\n", "\n\n", "é", "id: 1"};
    for (int i = 0; i < 2_000; i++) {
      StringBuilder stream = new StringBuilder();
      for (int part = random.nextInt(30); part >= 0; part--) {
        stream.append(parts[random.nextInt(parts.length)]);
      }
      byte[] bytes = bytes(stream.toString());
      List<String> whole = read(new SseReader(), bytes, bytes.length + 1).frames;
      int size = 1 + random.nextInt(7);
      assertThat(read(new SseReader(), bytes, size).frames).as(stream.toString()).isEqualTo(whole);
    }
  }

  @Test
  void lines_ofJson_areFrames() {
    Kept kept = new Kept();
    NdjsonReader reader = new NdjsonReader();
    byte[] stream = bytes("{\"a\":1}\n\n  \r\n{\"b\":2}\r\n{\"c\"");
    for (int size = 1; size < 20; size++) {
      reader.reset();
      kept.frames.clear();
      for (int from = 0; from < stream.length; from += size) {
        reader.take(stream, from, Math.min(stream.length, from + size), kept);
      }
      assertThat(kept.frames).containsExactly("={\"a\":1}", "={\"b\":2}");
      assertThat(reader.isInFrame()).isTrue();
    }
  }
}
