package dev.loadstone.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KafkaKindTest {
  private final KafkaKind kind = new KafkaKind();

  @ParameterizedTest
  @CsvSource({"kafka://broker:6000, 6000", "kafka://broker, 9092"})
  void address_ofATarget_isWhereABrokerListens(String url, int port) {
    assertThat(kind.address(URI.create(url)))
        .hasValue(InetSocketAddress.createUnresolved("broker", port));
  }

  private void check(String... keysAndValues) {
    Map<String, Object> arguments = new HashMap<>(Map.of("kafka", "orders"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      arguments.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    kind.check(new StepArguments(arguments));
  }

  @Test
  void check_ofKeysThatGoTogether_isSilent() {
    check("key", "a", "acks", "all", "partition", "0", "flush", "false");
    check("do", "request", "replyTopic", "replies", "stamp", "true");
    check("do", "consume", "group", "g", "offset", "earliest", "timestamp", "(\\d+)");
  }

  @Test
  void check_ofAKeyForAnotherWay_namesIt() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> check("do", "consume", "key", "a"))
        .withMessage("key must not stand beside do: consume. Remove it.");
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> check("group", "a"))
        .withMessage("group must not stand beside do: publish. Remove it.");
  }

  @Test
  void check_ofAcksThatThereAreNot_namesThose() {
    check("acks", "…"); // an expression
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> check("acks", "2"))
        .withMessage("acks must be 0, 1 or all, got: 2. Use all to have it confirmed by all.");
  }

  @Test
  void check_ofARequestWithoutATopicForReplies_asksForOne() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> check("do", "request"))
        .withMessage(
            "replyTopic must stand beside do: request. Name the topic that replies come to.");
  }

  @Test
  void check_ofAnOffsetWithoutAGroup_saysWhatToDo() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> check("do", "consume", "offset", "earliest"))
        .withMessage(
            "offset must stand beside a group. Name a group, or remove offset: without a group"
                + " consuming begins at the end.");
  }

  @Test
  void check_ofATimestampWithoutAGroup_tellsItsValue() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> check("do", "consume", "timestamp", "sent"))
        .withMessage(
            "timestamp must be a regular expression with a group, got: sent. Put ( ) around the"
                + " number.");
  }
}
