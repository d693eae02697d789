package dev.loadstone.engine.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.engine.value.Bytes;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameWriterTest {
  private final Bytes head = new Bytes();

  /** The example of RFC 6455, section 5.7. */
  @Test
  void frame_ofTheStandardsExample_isTheSame() {
    Bytes payload = new Bytes().append("Hello");

    FrameWriter.write(Opcode.TEXT, 0x37fa213d, payload, head);
    head.append(payload);

    assertThat(HexFormat.of().formatHex(head.array(), 0, head.length()))
        .isEqualTo("818537fa213d7f9f4d5158");
  }

  @ParameterizedTest
  @CsvSource({"125, 82fd", "126, 82fe007e", "65535, 82feffff", "65536, 82ff0000000000010000"})
  void length_ofAPayload_isWrittenInItsShortestForm(int length, String start) {
    Bytes payload = new Bytes().append(new byte[length]);

    FrameWriter.write(Opcode.BINARY, 0x01020304, payload, head);

    assertThat(HexFormat.of().formatHex(Arrays.copyOf(head.array(), head.length())))
        .isEqualTo(start + "01020304");
  }
}
