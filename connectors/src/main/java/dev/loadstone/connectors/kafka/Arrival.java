package dev.loadstone.connectors.kafka;

import dev.loadstone.core.step.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A record that has arrived.
 *
 * @param record as it came
 * @param at when the client handed it over
 */
record Arrival(ConsumerRecord<byte[], byte[]> record, Instant at) {
  /** Returns how many bytes its value has. */
  int size() {
    byte @Nullable [] value = record.value();
    return value == null ? 0 : value.length;
  }

  /** Returns its value. */
  Payload data() {
    return new Payload(Optional.ofNullable(text(record.value())).orElse(""));
  }

  /** Returns a header's value; the last one's of several. */
  Optional<String> header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? Optional.empty() : Optional.ofNullable(text(header.value()));
  }

  /**
   * Returns the record's own time: of its producer or of its broker, as the topic has it, in ms.
   */
  Optional<Instant> time() {
    return record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(record.timestamp()));
  }

  /** Returns what checks and extractions look at. */
  Map<String, @Nullable Object> value() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("data", data());
    value.put("key", text(record.key()));
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), text(header.value()));
    }
    value.put("headers", headers);
    value.put("partition", record.partition());
    value.put("offset", record.offset());
    return value;
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
