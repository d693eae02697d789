package dev.loadstone.engine.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GrpcCallTest {
  @Test
  void timeout_ofAnyLength_hasEightDigitsAtMostAndIsNeverShorter() {
    assertThat(GrpcCall.timeout(Duration.ofNanos(1))).isEqualTo("1u");
    assertThat(GrpcCall.timeout(Duration.ofMillis(2_500))).isEqualTo("2500000u");
    assertThat(GrpcCall.timeout(Duration.ofSeconds(60))).isEqualTo("60000000u");
    assertThat(GrpcCall.timeout(Duration.ofSeconds(100))).isEqualTo("100000m");
    assertThat(GrpcCall.timeout(Duration.ofSeconds(100).plusNanos(1))).isEqualTo("100001m");
    assertThat(GrpcCall.timeout(Duration.ofHours(30))).isEqualTo("108000S");
    assertThat(GrpcCall.timeout(Duration.ofDays(10_000))).isEqualTo("99999999S");
  }

  @Test
  void status_ofAnyText_isReadOrRefused() {
    assertThat(GrpcStatus.parse("0")).isEqualTo(GrpcStatus.OK);
    assertThat(GrpcStatus.parse("16")).isEqualTo(GrpcStatus.UNAUTHENTICATED);
    assertThat(GrpcStatus.parse("17")).isEqualTo(GrpcStatus.UNKNOWN);
    assertThat(GrpcStatus.parse("")).isNull();
    assertThat(GrpcStatus.parse("-1")).isNull();
    assertThat(GrpcStatus.parse("9999999999")).isNull();
  }
}
