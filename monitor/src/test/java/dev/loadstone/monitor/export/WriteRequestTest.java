package dev.loadstone.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests, read back by the letter of their formats. */
final class WriteRequestTest {
  private static final long MILLIS = 1_700_000_001_000L;

  /** Reads Protocol Buffers. */
  private static final class Reader {
    private final ByteBuffer in;

    Reader(byte[] bytes) {
      in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasMore() {
      return in.hasRemaining();
    }

    long varint() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte part = in.get();
        value |= (long) (part & 0x7f) << shift;
        if (part >= 0) {
          return value;
        }
      }
    }

    double fixed() {
      return in.getDouble();
    }

    byte[] bytes() {
      byte[] content = new byte[(int) varint()];
      in.get(content);
      return content;
    }
  }

  /** Returns the series of a request as {@code name=value;…} and the sample. */
  private static List<String> series(byte[] request) {
    List<String> all = new ArrayList<>();
    Reader reader = new Reader(request);
    while (reader.hasMore()) {
      assertThat(reader.varint()).isEqualTo((1 << 3) | 2);
      StringBuilder text = new StringBuilder();
      Reader series = new Reader(reader.bytes());
      while (series.hasMore()) {
        long field = series.varint();
        Reader part = new Reader(series.bytes());
        part.varint();
        if (field == ((1 << 3) | 2)) {
          text.append(new String(part.bytes(), StandardCharsets.UTF_8)).append('=');
          part.varint();
          text.append(new String(part.bytes(), StandardCharsets.UTF_8)).append(';');
        } else {
          assertThat(field).isEqualTo((2 << 3) | 2);
          text.append(' ').append(part.fixed());
          part.varint();
          text.append(" @").append(part.varint());
        }
      }
      all.add(text.toString());
    }
    return all;
  }

  @Test
  void request_ofARun_hasEverySampleWithSortedLabels() {
    RunMetrics metrics = new RunMetrics(Set.of());
    metrics.started(Intervals.start());
    metrics.interval(
        new Intervals()
            .time(Measure.RESPONSE_TIME, Intervals.operation("buy", "steady"), 400_000_000)
            .count(CounterKey.CHECKS, Intervals.operation("say \"é\"", "steady"), 3)
            .at(0));

    RunMetrics.Dated dated = metrics.dated();
    List<String> series =
        series(WriteRequest.of(dated.metrics(), Map.of("instance", "here"), dated.millis()));

    assertThat(dated.millis()).isEqualTo(MILLIS);
    assertThat(series)
        .contains(
            "__name__=loadstone_checks_total;instance=here;scenario=shop;step=say \"é\"; 3.0 @"
                + MILLIS,
            "__name__=loadstone_in_flight;instance=here; 3.0 @" + MILLIS,
            "__name__=loadstone_response_time_seconds_bucket;instance=here;le=0.35;outcome=ok;scenario=shop;step=buy; 0.0 @"
                + MILLIS,
            "__name__=loadstone_response_time_seconds_bucket;instance=here;le=0.4;outcome=ok;scenario=shop;step=buy; 1.0 @"
                + MILLIS,
            "__name__=loadstone_response_time_seconds_bucket;instance=here;le=+Inf;outcome=ok;scenario=shop;step=buy; 1.0 @"
                + MILLIS,
            "__name__=loadstone_response_time_seconds_count;instance=here;outcome=ok;scenario=shop;step=buy; 1.0 @"
                + MILLIS)
        .doesNotHaveDuplicates();
  }

  @Test
  void snappy_ofAnyLength_isReadBackWhole() {
    Random random = new Random(42);
    for (int length : new int[] {0, 1, 59, 60, 61, 65_535, 65_536, 65_537, 200_000}) {
      byte[] plain = new byte[length];
      random.nextBytes(plain);

      assertThat(unpacked(WriteRequest.snappy(plain))).as("length " + length).isEqualTo(plain);
    }
  }

  /** Reads Snappy's block format as far as literals go. */
  private static byte[] unpacked(byte[] block) {
    Reader reader = new Reader(block);
    long length = reader.varint();
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    while (reader.hasMore()) {
      assertThat(reader.in.get() & 0xff).isEqualTo(61 << 2);
      byte[] literal = new byte[(reader.in.getShort() & 0xffff) + 1];
      reader.in.get(literal);
      plain.writeBytes(literal);
    }
    assertThat(plain.size()).isEqualTo((int) length);
    return plain.toByteArray();
  }
}
