package dev.loadstone.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepKind.Opening;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KafkaSettingsTest {
  private static KafkaSettings of(String url, Map<String, Object> section) {
    return KafkaSettings.of(new Opening(Optional.of(URI.create(url)), new StepArguments(section)));
  }

  @Test
  void producer_leftAlone_waitsForAllReplicasAndForNoFurtherRecord() {
    KafkaSettings settings = of("kafka://broker", Map.of());
    assertThat(settings.producer(settings.acks()))
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("acks", "all")
        .containsEntry("linger.ms", "0");
  }

  @Test
  void properties_ofTheSection_countMoreThanWhatIsSetHere() {
    KafkaSettings settings =
        of("kafka://broker:1", Map.of("properties", Map.of("linger.ms", "5"), "acks", "1"));
    assertThat(settings.producer(settings.acks()))
        .containsEntry("linger.ms", "5")
        .containsEntry("acks", "1");
  }

  @Test
  void consumer_inAGroup_keepsTheGroupsOffset() {
    KafkaSettings settings = of("kafka://broker", Map.of());
    assertThat(settings.consumer(Optional.of("readers"), "earliest"))
        .containsEntry("group.id", "readers")
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("enable.auto.commit", "true");
    assertThat(settings.consumer(Optional.empty(), "latest"))
        .doesNotContainKey("group.id")
        .containsEntry("enable.auto.commit", "false");
  }

  @Test
  void login_withOddCharacters_isQuoted() {
    KafkaSettings settings = of("kafka://broker", Map.of("user", "a\"b", "password", "c\\d"));
    assertThat(settings.common())
        .containsEntry("security.protocol", "SASL_PLAINTEXT")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"a\\\"b\" password=\"c\\\\d\";");
  }

  @Test
  void property_thatIsWrong_isNamed() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> of("kafka://broker", Map.of("properties", Map.of("linger.ms", "soon"))))
        .withMessage(
            "properties must be properties of Kafka's clients: Invalid value soon for configuration"
                + " linger.ms: Not a number of type LONG. See \"Producer Configs\" and \"Consumer"
                + " Configs\" in Kafka's documentation.");
  }

  @Test
  void target_withoutAHost_saysHowToWriteIt() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> of("kafka:broker", Map.of()))
        .withMessage("target must have a host. Write it as kafka://127.0.0.1:9092.");
  }
}
