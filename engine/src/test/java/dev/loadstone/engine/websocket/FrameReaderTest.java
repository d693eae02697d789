package dev.loadstone.engine.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  /** Two texts, one of them in three frames with a ping and a pong between, a binary, a close. */
  private static final String SEQUENCE =
      "810548656c6c6f"
          + "0103486ac3"
          + "890170"
          + "0001a9"
          + "8a0171"
          + "800121"
          + "82020001"
          + "880503e8627965";

  private final Told told = new Told();
  private final FrameReader reader = new FrameReader(told);

  private static final class Told implements FrameReader.Listener {
    private final List<String> events = new ArrayList<>();

    private static String text(byte[] data, int from, int to) {
      return new String(data, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public void message(byte[] data, int from, int to, boolean text) {
      events.add(
          text
              ? "text " + text(data, from, to)
              : "binary " + HexFormat.of().formatHex(data, from, to));
    }

    @Override
    public void ping(byte[] data, int from, int to) {
      events.add("ping " + text(data, from, to));
    }

    @Override
    public void pong(byte[] data, int from, int to) {
      events.add("pong " + text(data, from, to));
    }

    @Override
    public void close(int code, String reason) {
      events.add("close " + code + " " + reason);
    }
  }

  private void read(String hex, int piece) throws ProtocolViolation {
    byte[] all = HexFormat.of().parseHex(hex);
    for (int from = 0; from < all.length; from += piece) {
      byte[] copy = all.clone(); // what stands there is of no use after the call
      reader.read(copy, from, Math.min(all.length, from + piece));
      java.util.Arrays.fill(copy, (byte) 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void frames_inPiecesOfAnySize_areToldInOrder(int piece) throws ProtocolViolation {
    read(SEQUENCE, piece);

    assertThat(told.events)
        .containsExactly(
            "text Hello", "ping p", "pong q", "text Hjé!", "binary 0001", "close 1000 bye");
  }

  @ParameterizedTest
  @ValueSource(ints = {125, 126, 65_535, 65_536, 200_000})
  void message_ofAnyLength_isReadWhole(int length) throws ProtocolViolation {
    String head =
        length <= 125
            ? "81%02x".formatted(length)
            : length <= 65_535 ? "817e%04x".formatted(length) : "817f%016x".formatted(length);

    read(head + "61".repeat(length) + "810162", 1_500);

    assertThat(told.events).containsExactly("text " + "a".repeat(length), "text b");
  }

  @Test
  void close_withoutACode_isToldAsNone() throws ProtocolViolation {
    read("8800", 10);

    assertThat(told.events).containsExactly("close 1005 ");
  }

  @Test
  void stop_withinAPiece_leavesTheRestUnread() throws ProtocolViolation {
    read("8801", 1);
    reader.stop();
    read("810161", 10);

    assertThat(told.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "c10161, 1002, 'a frame has reserved bits set, though no extension was agreed'",
    "8181000000, 1002, the server masks its frames",
    "830161, 1002, a frame has the unknown opcode 3",
    "8b0161, 1002, a frame has the unknown opcode 11",
    "800161, 1002, a continuation frame has nothing to continue",
    "010161810161, 1002, a message begins within another",
    "090161, 1002, a control frame is fragmented or longer than 125 bytes",
    "897e0080, 1002, a control frame is fragmented or longer than 125 bytes",
    "817fffffffffffffffff, 1009, a message is longer than 67108864 bytes",
    "817f0000000004000001, 1009, a message is longer than 67108864 bytes",
    "8102c328, 1007, a text message is not UTF-8",
    "880103, 1002, 'a close frame has the code 0, which none may have'",
    "880203ed, 1002, 'a close frame has the code 1005, which none may have'",
    "880403e8c328, 1007, a close frame's reason is not UTF-8"
  })
  void violation_ofTheProtocol_isNamedWithItsCloseCode(String hex, int code, String message) {
    assertThatThrownBy(() -> read(hex, 1))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessage(message)
        .extracting(thrown -> ((ProtocolViolation) thrown).closeCode())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "c3a9, true", "e282ac, true", "f09f9880, true", "c0af, false", "eda080, false",
    "f4908080, false", "e282, false", "80, false", "f8888080, false", "f08fbfbf, false"
  })
  void utf8_characters_areToldFromWhatIsNone(String hex, boolean valid) {
    byte[] data = HexFormat.of().parseHex(hex);

    assertThat(Utf8.isValid(data, 0, data.length)).isEqualTo(valid);
  }
}
