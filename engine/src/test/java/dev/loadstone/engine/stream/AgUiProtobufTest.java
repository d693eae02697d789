package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AG-UI's events in protobuf; the messages were made by {@code @ag-ui/encoder} 1.0.0. */
final class AgUiProtobufTest {
  private final AgUiProtobuf protobuf = new AgUiProtobuf();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "620a0a02080b1201741a0172 | {\"type\":\"RUN_STARTED\",\"threadId\":\"t\",\"runId\":\"r\"}",
        "0a100a0012016d1a09617373697374616e74 |"
            + " {\"type\":\"TEXT_MESSAGE_START\",\"messageId\":\"m\",\"role\":\"assistant\"}",
        "12140a02080112016d1a0b6120226222205c20c3a90a |"
            + " {\"type\":\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"m\",\"delta\":\"a \\\"b\\\" \\\\ é\\u000a\"}",
        "8a010d0a02081312016d220178320173 |"
            + " {\"type\":\"TEXT_MESSAGE_CHUNK\",\"messageId\":\"m\",\"delta\":\"x\",\"subagentRunId\":\"s\"}",
        "220a0a0208031201631a0166 |"
            + " {\"type\":\"TOOL_CALL_START\",\"toolCallId\":\"c\",\"toolCallName\":\"f\"}",
        "b2010e0a0208151a016d2201632a026f6b |"
            + " {\"type\":\"TOOL_CALL_RESULT\",\"messageId\":\"m\",\"toolCallId\":\"c\",\"content\":\"ok\"}",
        "3a380a02080612322a300a250a01611220321e0a0911000000000000f03f0a091100000000000004400a0208000a0220010a070a016212022a00 |"
            + " {\"type\":\"STATE_SNAPSHOT\",\"snapshot\":{\"a\":[1,2.5,null,true],\"b\":{}}}",
        "421f0a0208071211080212022f612209110000000000001c401206080112022f62 |"
            + " {\"type\":\"STATE_DELTA\",\"delta\":[{\"op\":\"replace\",\"path\":\"/a\",\"value\":7},{\"op\":\"remove\",\"path\":\"/b\"}]}",
        "6a350a02080c1201741a01722a09696e7465727275707432110a01691209746f6f6c5f63616c6c2201633a0b0a017012016d180920ac02 |"
            + " {\"type\":\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\",\"outcome\":{\"type\":\"interrupt\",\"interrupts\":[{\"id\":\"i\",\"reason\":\"tool_call\",\"toolCallId\":\"c\"}]},\"usage\":[{\"provider\":\"p\",\"model\":\"m\",\"inputTokens\":9,\"outputTokens\":300}]}",
        "6a130a02080c1201741a01722a0773756363657373 |"
            + " {\"type\":\"RUN_FINISHED\",\"threadId\":\"t\",\"runId\":\"r\",\"outcome\":{\"type\":\"success\"}}",
        "720b0a02080d1201451a026e6f | {\"type\":\"RUN_ERROR\",\"code\":\"E\",\"message\":\"no\"}",
        "7a070a02080e120173 | {\"type\":\"STEP_STARTED\",\"stepName\":\"s\"}",
        "9a010d0a0208101201731a016e2a0170 |"
            + " {\"type\":\"SUBAGENT_STARTED\",\"subagentRunId\":\"s\",\"name\":\"n\",\"parentSubagentRunId\":\"p\"}",
        "da010a0a02081a1a016d220168 |"
            + " {\"type\":\"REASONING_MESSAGE_CONTENT\",\"messageId\":\"m\",\"delta\":\"h\"}",
        "f201070a02081d1a016d | {\"type\":\"REASONING_END\",\"messageId\":\"m\"}"
      })
  void event_ofTheOfficialEncoder_isTheSameInJson(String hex, String json) {
    byte[] message = HexFormat.of().parseHex(hex);
    Bytes out = new Bytes();

    assertThat(protobuf.toJson(message, 0, message.length, out)).isTrue();
    assertThat(out.text()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ff", "0a05", "0a0212ff", "0b"})
  void message_thatIsBroken_isRefused(String hex) {
    byte[] message = HexFormat.of().parseHex(hex);

    assertThat(protobuf.toJson(message, 0, message.length, new Bytes())).isFalse();
  }

  @Test
  void event_ofALaterVersion_hasItsNumberForAType() {
    byte[] message = HexFormat.of().parseHex("ca0200");
    Bytes out = new Bytes();

    assertThat(protobuf.toJson(message, 0, message.length, out)).isTrue();
    assertThat(out.text()).isEqualTo("{\"type\":\"EVENT_41\"}");
  }

  @Test
  void types_areAgUis() {
    assertThat(AgUiProtobuf.types())
        .hasSize(31)
        .doesNotHaveDuplicates()
        .allSatisfy(type -> {
          byte[] name = type.getBytes(StandardCharsets.UTF_8);
          assertThat(AgUiEvent.of(name, 0, name.length)).isNotNull();
        });
  }
}
