package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.engine.value.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LengthPrefixReaderTest {
  /** Returns the frames that a reader finds in pieces of so many bytes. */
  private static List<String> frames(int flags, byte[] stream, int piece) {
    List<String> frames = new ArrayList<>();
    LengthPrefixReader reader = new LengthPrefixReader(flags);
    FrameReader.Frames to =
        new FrameReader.Frames() {
          @Override
          public void frame(Bytes type, byte[] data, int from, int end) {
            frames.add(type.text() + HexFormat.of().formatHex(data, from, end));
          }

          @Override
          public void comment() {
            frames.add("a comment");
          }
        };
    for (int at = 0; at < stream.length; at += piece) {
      assertThat(reader.take(stream, at, Math.min(stream.length, at + piece), to)).isTrue();
    }
    frames.add(reader.isCutOff() ? "and a part" : "and nothing");
    return frames;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8, 100})
  void frames_inPiecesOfAnySize_areTheSame(int piece) {
    byte[] stream = HexFormat.of().parseHex("00000003aabbcc" + "00000000" + "00000001dd" + "0000");

    assertThat(frames(0, stream, piece)).containsExactly("aabbcc", "", "dd", "and a part");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8, 100})
  void frames_behindFlags_haveTheirType(int piece) {
    byte[] stream = HexFormat.of().parseHex("0000000003aabbcc" + "0100000001dd" + "0000000000");

    assertThat(frames(1, stream, piece))
        .containsExactly("aabbcc", "compresseddd", "", "and nothing");
  }

  @Test
  void frame_thatIsTooLong_isRefused() {
    byte[] stream = HexFormat.of().parseHex("ffffffff00");
    FrameReader.Frames none =
        new FrameReader.Frames() {
          @Override
          public void frame(Bytes type, byte[] data, int from, int to) {
            throw new AssertionError("no frame is complete");
          }

          @Override
          public void comment() {
            throw new AssertionError("there are no comments");
          }
        };

    assertThat(new LengthPrefixReader(0).take(stream, 0, stream.length, none)).isFalse();
  }
}
